-- A lead is copied when it converts, never joined

CREATE TABLE "Campaign" (
    "Id" bigint,
    "ParentId" bigint,
    "Name" text NOT NULL,
    "Type" text,
    "Status" text,
    "StartDate" date,
    PRIMARY KEY ("Id")
);

CREATE TABLE "CampaignMember" (
    "Id" bigint,
    "CampaignId" bigint NOT NULL,
    "LeadId" bigint,
    "ContactId" bigint,
    "Status" text,
    "HasResponded" boolean,
    PRIMARY KEY ("Id")
);

CREATE TABLE "Lead" (
    "Id" bigint,
    "OwnerId" bigint NOT NULL,
    "LastName" text NOT NULL,
    "Company" text NOT NULL,
    "Email" text,
    "Phone" text,
    "Status" text NOT NULL CHECK ("Status" IN ('Open - Not Contacted', 'Working - Contacted', 'Closed - Converted', 'Closed - Not Converted')),
    "IsConverted" boolean,
    PRIMARY KEY ("Id")
);

CREATE TABLE "Account" (
    "Id" bigint,
    "ParentId" bigint,
    "OwnerId" bigint NOT NULL,
    "Name" text NOT NULL,
    "Industry" text,
    "Type" text,
    PRIMARY KEY ("Id")
);

CREATE TABLE "Contact" (
    "Id" bigint,
    "AccountId" bigint,
    "ReportsToId" bigint,
    "LastName" text NOT NULL,
    "Email" text,
    "Phone" text,
    "HasOptedOutOfEmail" boolean,
    PRIMARY KEY ("Id")
);

CREATE TABLE "AccountContactRelation" (
    "Id" bigint,
    "AccountId" bigint NOT NULL,
    "ContactId" bigint NOT NULL,
    "Roles" text,
    "IsDirect" boolean,
    PRIMARY KEY ("Id")
);

CREATE TABLE "Opportunity" (
    "Id" bigint,
    "AccountId" bigint,
    "CampaignId" bigint,
    "Pricebook2Id" bigint,
    "OwnerId" bigint NOT NULL,
    "StageName" text NOT NULL,
    "Amount" numeric(18,2),
    "CloseDate" date NOT NULL,
    "Probability" double precision,
    PRIMARY KEY ("Id")
);

CREATE TABLE "OpportunityContactRole" (
    "Id" bigint,
    "OpportunityId" bigint NOT NULL,
    "ContactId" bigint NOT NULL,
    "Role" text,
    "IsPrimary" boolean,
    PRIMARY KEY ("Id")
);

CREATE TABLE "OpportunityLineItem" (
    "Id" bigint,
    "OpportunityId" bigint NOT NULL,
    "PricebookEntryId" bigint NOT NULL,
    "Quantity" numeric NOT NULL,
    "TotalPrice" numeric(18,2),
    PRIMARY KEY ("Id")
);

CREATE TABLE "Quote" (
    "Id" bigint,
    "OpportunityId" bigint NOT NULL,
    "ContactId" bigint,
    "Status" text,
    "GrandTotal" numeric(18,2),
    PRIMARY KEY ("Id")
);

CREATE TABLE "Product2" (
    "Id" bigint,
    "Name" text NOT NULL,
    "ProductCode" text,
    "IsActive" boolean,
    PRIMARY KEY ("Id")
);

CREATE TABLE "Pricebook2" (
    "Id" bigint,
    "Name" text NOT NULL,
    "IsStandard" boolean,
    PRIMARY KEY ("Id")
);

CREATE TABLE "PricebookEntry" (
    "Id" bigint,
    "Pricebook2Id" bigint NOT NULL,
    "Product2Id" bigint NOT NULL,
    "UnitPrice" numeric(18,2) NOT NULL,
    PRIMARY KEY ("Id")
);

CREATE TABLE "Contract" (
    "Id" bigint,
    "AccountId" bigint NOT NULL,
    "Status" text NOT NULL,
    "StartDate" date,
    PRIMARY KEY ("Id")
);

CREATE TABLE "Order" (
    "Id" bigint,
    "AccountId" bigint NOT NULL,
    "ContractId" bigint,
    "Status" text NOT NULL,
    "EffectiveDate" date NOT NULL,
    PRIMARY KEY ("Id")
);

CREATE TABLE "Asset" (
    "Id" bigint,
    "AccountId" bigint,
    "ContactId" bigint,
    "Product2Id" bigint,
    "SerialNumber" text,
    PRIMARY KEY ("Id")
);

CREATE TABLE "Case" (
    "Id" bigint,
    "AccountId" bigint,
    "ContactId" bigint,
    "AssetId" bigint,
    "ParentId" bigint,
    "OwnerId" bigint NOT NULL,
    "Status" text NOT NULL,
    "Priority" text,
    PRIMARY KEY ("Id")
);

CREATE TABLE "User" (
    "Id" bigint,
    "ManagerId" bigint,
    "Username" text NOT NULL UNIQUE,
    "IsActive" boolean,
    PRIMARY KEY ("Id")
);

CREATE TABLE "Group" (
    "Id" bigint,
    "Name" text NOT NULL,
    "Type" text,
    PRIMARY KEY ("Id")
);

CREATE TABLE "Task" (
    "Id" bigint,
    "WhoId" bigint,
    "WhatId" bigint,
    "OwnerId" bigint NOT NULL,
    "Subject" text,
    "ActivityDate" date,
    "Status" text NOT NULL,
    PRIMARY KEY ("Id")
);

CREATE TABLE "Event" (
    "Id" bigint,
    "WhoId" bigint,
    "WhatId" bigint,
    "OwnerId" bigint NOT NULL,
    "StartDateTime" timestamp,
    PRIMARY KEY ("Id")
);

ALTER TABLE "Campaign" ADD FOREIGN KEY ("ParentId") REFERENCES "Campaign" ("Id");
ALTER TABLE "CampaignMember" ADD FOREIGN KEY ("CampaignId") REFERENCES "Campaign" ("Id");
ALTER TABLE "CampaignMember" ADD FOREIGN KEY ("LeadId") REFERENCES "Lead" ("Id");
ALTER TABLE "CampaignMember" ADD FOREIGN KEY ("ContactId") REFERENCES "Contact" ("Id");
ALTER TABLE "Account" ADD FOREIGN KEY ("ParentId") REFERENCES "Account" ("Id");
ALTER TABLE "Account" ADD FOREIGN KEY ("OwnerId") REFERENCES "User" ("Id");
ALTER TABLE "Contact" ADD FOREIGN KEY ("AccountId") REFERENCES "Account" ("Id");
ALTER TABLE "Contact" ADD FOREIGN KEY ("ReportsToId") REFERENCES "Contact" ("Id");
ALTER TABLE "AccountContactRelation" ADD FOREIGN KEY ("AccountId") REFERENCES "Account" ("Id");
ALTER TABLE "AccountContactRelation" ADD FOREIGN KEY ("ContactId") REFERENCES "Contact" ("Id");
ALTER TABLE "Opportunity" ADD FOREIGN KEY ("AccountId") REFERENCES "Account" ("Id");
ALTER TABLE "Opportunity" ADD FOREIGN KEY ("CampaignId") REFERENCES "Campaign" ("Id");
ALTER TABLE "Opportunity" ADD FOREIGN KEY ("Pricebook2Id") REFERENCES "Pricebook2" ("Id");
ALTER TABLE "Opportunity" ADD FOREIGN KEY ("OwnerId") REFERENCES "User" ("Id");
ALTER TABLE "OpportunityContactRole" ADD FOREIGN KEY ("OpportunityId") REFERENCES "Opportunity" ("Id");
ALTER TABLE "OpportunityContactRole" ADD FOREIGN KEY ("ContactId") REFERENCES "Contact" ("Id");
ALTER TABLE "OpportunityLineItem" ADD FOREIGN KEY ("OpportunityId") REFERENCES "Opportunity" ("Id");
ALTER TABLE "OpportunityLineItem" ADD FOREIGN KEY ("PricebookEntryId") REFERENCES "PricebookEntry" ("Id");
ALTER TABLE "Quote" ADD FOREIGN KEY ("OpportunityId") REFERENCES "Opportunity" ("Id");
ALTER TABLE "Quote" ADD FOREIGN KEY ("ContactId") REFERENCES "Contact" ("Id");
ALTER TABLE "PricebookEntry" ADD FOREIGN KEY ("Pricebook2Id") REFERENCES "Pricebook2" ("Id");
ALTER TABLE "PricebookEntry" ADD FOREIGN KEY ("Product2Id") REFERENCES "Product2" ("Id");
ALTER TABLE "Contract" ADD FOREIGN KEY ("AccountId") REFERENCES "Account" ("Id");
ALTER TABLE "Order" ADD FOREIGN KEY ("AccountId") REFERENCES "Account" ("Id");
ALTER TABLE "Order" ADD FOREIGN KEY ("ContractId") REFERENCES "Contract" ("Id");
ALTER TABLE "Asset" ADD FOREIGN KEY ("AccountId") REFERENCES "Account" ("Id");
ALTER TABLE "Asset" ADD FOREIGN KEY ("ContactId") REFERENCES "Contact" ("Id");
ALTER TABLE "Asset" ADD FOREIGN KEY ("Product2Id") REFERENCES "Product2" ("Id");
ALTER TABLE "Case" ADD FOREIGN KEY ("AccountId") REFERENCES "Account" ("Id");
ALTER TABLE "Case" ADD FOREIGN KEY ("ContactId") REFERENCES "Contact" ("Id");
ALTER TABLE "Case" ADD FOREIGN KEY ("AssetId") REFERENCES "Asset" ("Id");
ALTER TABLE "Case" ADD FOREIGN KEY ("ParentId") REFERENCES "Case" ("Id");
ALTER TABLE "User" ADD FOREIGN KEY ("ManagerId") REFERENCES "User" ("Id");
ALTER TABLE "Event" ADD FOREIGN KEY ("OwnerId") REFERENCES "User" ("Id");
COMMENT ON COLUMN "CampaignMember"."HasResponded" IS 'derived';
COMMENT ON COLUMN "Lead"."LastName" IS 'PII';
COMMENT ON COLUMN "Lead"."Email" IS 'PII';
COMMENT ON COLUMN "Lead"."Phone" IS 'PII';
COMMENT ON COLUMN "Lead"."IsConverted" IS 'derived';
COMMENT ON COLUMN "Contact"."LastName" IS 'PII';
COMMENT ON COLUMN "Contact"."Email" IS 'PII';
COMMENT ON COLUMN "Contact"."Phone" IS 'PII';
COMMENT ON COLUMN "AccountContactRelation"."IsDirect" IS 'derived';
COMMENT ON COLUMN "OpportunityLineItem"."TotalPrice" IS 'derived';
COMMENT ON COLUMN "Quote"."GrandTotal" IS 'derived';
COMMENT ON COLUMN "Pricebook2"."IsStandard" IS 'derived';
COMMENT ON COLUMN "User"."Username" IS 'PII';
