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
