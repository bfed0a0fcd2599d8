-- What becomes of a lead

CREATE TABLE "CampaignMember" (
    "Id" bigint,
    "CampaignId" bigint NOT NULL,
    "LeadId" bigint,
    "ContactId" bigint,
    PRIMARY KEY ("Id")
);

CREATE TABLE "Lead" (
    "Id" bigint,
    "OwnerId" bigint NOT NULL,
    PRIMARY KEY ("Id")
);

CREATE TABLE "Account" (
    "Id" bigint,
    "ParentId" bigint,
    "OwnerId" bigint NOT NULL,
    PRIMARY KEY ("Id")
);

CREATE TABLE "Contact" (
    "Id" bigint,
    "AccountId" bigint,
    "ReportsToId" bigint,
    PRIMARY KEY ("Id")
);

CREATE TABLE "Opportunity" (
    "Id" bigint,
    "AccountId" bigint,
    "CampaignId" bigint,
    "Pricebook2Id" bigint,
    "OwnerId" bigint NOT NULL,
    PRIMARY KEY ("Id")
);

CREATE TABLE "User" (
    "Id" bigint,
    "ManagerId" bigint,
    PRIMARY KEY ("Id")
);

CREATE TABLE "Group" (
    "Id" bigint,
    PRIMARY KEY ("Id")
);

CREATE TABLE "Task" (
    "Id" bigint,
    "WhoId" bigint,
    "WhatId" bigint,
    "OwnerId" bigint NOT NULL,
    PRIMARY KEY ("Id")
);

CREATE TABLE "Event" (
    "Id" bigint,
    "WhoId" bigint,
    "WhatId" bigint,
    "OwnerId" bigint NOT NULL,
    PRIMARY KEY ("Id")
);

ALTER TABLE "CampaignMember" ADD FOREIGN KEY ("LeadId") REFERENCES "Lead" ("Id");
ALTER TABLE "CampaignMember" ADD FOREIGN KEY ("ContactId") REFERENCES "Contact" ("Id");
ALTER TABLE "Account" ADD FOREIGN KEY ("ParentId") REFERENCES "Account" ("Id");
ALTER TABLE "Account" ADD FOREIGN KEY ("OwnerId") REFERENCES "User" ("Id");
ALTER TABLE "Contact" ADD FOREIGN KEY ("AccountId") REFERENCES "Account" ("Id");
ALTER TABLE "Contact" ADD FOREIGN KEY ("ReportsToId") REFERENCES "Contact" ("Id");
ALTER TABLE "Opportunity" ADD FOREIGN KEY ("AccountId") REFERENCES "Account" ("Id");
ALTER TABLE "Opportunity" ADD FOREIGN KEY ("OwnerId") REFERENCES "User" ("Id");
ALTER TABLE "User" ADD FOREIGN KEY ("ManagerId") REFERENCES "User" ("Id");
ALTER TABLE "Event" ADD FOREIGN KEY ("OwnerId") REFERENCES "User" ("Id");

COMMENT ON TABLE "CampaignMember" IS '[crm: associative; module Marketing]';
COMMENT ON COLUMN "CampaignMember"."Id" IS '[crm: id]';
COMMENT ON COLUMN "CampaignMember"."CampaignId" IS '[crm: lookup fk]';
COMMENT ON COLUMN "CampaignMember"."LeadId" IS '[crm: lookup xor]';
COMMENT ON COLUMN "CampaignMember"."ContactId" IS '[crm: lookup xor]';
COMMENT ON TABLE "Lead" IS '[crm: module Marketing]';
COMMENT ON COLUMN "Lead"."Id" IS '[crm: id]';
COMMENT ON COLUMN "Lead"."OwnerId" IS '[crm: lookup -> "User"! | "Group"!]';
COMMENT ON TABLE "Account" IS '[crm: module Accounts]';
COMMENT ON COLUMN "Account"."Id" IS '[crm: id]';
COMMENT ON COLUMN "Account"."ParentId" IS '[crm: lookup]';
COMMENT ON COLUMN "Account"."OwnerId" IS '[crm: lookup]';
COMMENT ON TABLE "Contact" IS '[crm: module Accounts]';
COMMENT ON COLUMN "Contact"."Id" IS '[crm: id]';
COMMENT ON COLUMN "Contact"."AccountId" IS '[crm: lookup]';
COMMENT ON COLUMN "Contact"."ReportsToId" IS '[crm: lookup]';
COMMENT ON TABLE "Opportunity" IS '[crm: module Sales]';
COMMENT ON COLUMN "Opportunity"."Id" IS '[crm: id]';
COMMENT ON COLUMN "Opportunity"."AccountId" IS '[crm: lookup]';
COMMENT ON COLUMN "Opportunity"."CampaignId" IS '[crm: lookup fk]';
COMMENT ON COLUMN "Opportunity"."Pricebook2Id" IS '[crm: lookup fk]';
COMMENT ON COLUMN "Opportunity"."OwnerId" IS '[crm: lookup]';
COMMENT ON TABLE "User" IS '[crm: module People and activity]';
COMMENT ON COLUMN "User"."Id" IS '[crm: id]';
COMMENT ON COLUMN "User"."ManagerId" IS '[crm: lookup]';
COMMENT ON TABLE "Group" IS '[crm: module People and activity]';
COMMENT ON COLUMN "Group"."Id" IS '[crm: id]';
COMMENT ON TABLE "Task" IS '[crm: module People and activity]';
COMMENT ON COLUMN "Task"."Id" IS '[crm: id]';
COMMENT ON COLUMN "Task"."WhoId" IS '[crm: reference -> "Lead" | "Contact"]';
COMMENT ON COLUMN "Task"."WhatId" IS '[crm: reference -> "Account" | "Opportunity"]';
COMMENT ON COLUMN "Task"."OwnerId" IS '[crm: lookup -> "User"! | "Group"!]';
COMMENT ON TABLE "Event" IS '[crm: module People and activity]';
COMMENT ON COLUMN "Event"."Id" IS '[crm: id]';
COMMENT ON COLUMN "Event"."WhoId" IS '[crm: reference -> "Lead" | "Contact"]';
COMMENT ON COLUMN "Event"."WhatId" IS '[crm: reference -> "Account" | "Opportunity"]';
COMMENT ON COLUMN "Event"."OwnerId" IS '[crm: lookup]';

-- relation: "Lead" becomes "Account"
-- relation: "Lead" becomes "Contact"
-- relation: "Lead" becomes "Opportunity"
