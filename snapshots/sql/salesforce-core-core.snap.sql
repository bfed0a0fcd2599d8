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

COMMENT ON TABLE "Campaign" IS '[crm: module Marketing]';
COMMENT ON COLUMN "Campaign"."Id" IS '[crm: id]';
COMMENT ON COLUMN "Campaign"."ParentId" IS '[crm: lookup]';
COMMENT ON COLUMN "Campaign"."Type" IS '[crm: picklist]';
COMMENT ON COLUMN "Campaign"."Status" IS '[crm: picklist]';
COMMENT ON TABLE "CampaignMember" IS '[crm: associative; module Marketing]';
COMMENT ON COLUMN "CampaignMember"."Id" IS '[crm: id]';
COMMENT ON COLUMN "CampaignMember"."CampaignId" IS '[crm: lookup]';
COMMENT ON COLUMN "CampaignMember"."LeadId" IS '[crm: lookup xor]';
COMMENT ON COLUMN "CampaignMember"."ContactId" IS '[crm: lookup xor]';
COMMENT ON COLUMN "CampaignMember"."Status" IS '[crm: picklist]';
COMMENT ON COLUMN "CampaignMember"."HasResponded" IS '[crm: checkbox derived]';
COMMENT ON TABLE "Lead" IS '[crm: module Marketing]';
COMMENT ON COLUMN "Lead"."Id" IS '[crm: id]';
COMMENT ON COLUMN "Lead"."OwnerId" IS '[crm: lookup -> "User"! | "Group"!]';
COMMENT ON COLUMN "Lead"."LastName" IS '[crm: pii]';
COMMENT ON COLUMN "Lead"."Email" IS '[crm: email pii]';
COMMENT ON COLUMN "Lead"."Phone" IS '[crm: phone pii]';
COMMENT ON COLUMN "Lead"."IsConverted" IS '[crm: checkbox derived]';
COMMENT ON TABLE "Account" IS '[crm: module Accounts]';
COMMENT ON COLUMN "Account"."Id" IS '[crm: id]';
COMMENT ON COLUMN "Account"."ParentId" IS '[crm: lookup]';
COMMENT ON COLUMN "Account"."OwnerId" IS '[crm: lookup]';
COMMENT ON COLUMN "Account"."Industry" IS '[crm: picklist]';
COMMENT ON COLUMN "Account"."Type" IS '[crm: picklist]';
COMMENT ON TABLE "Contact" IS '[crm: module Accounts]';
COMMENT ON COLUMN "Contact"."Id" IS '[crm: id]';
COMMENT ON COLUMN "Contact"."AccountId" IS '[crm: lookup]';
COMMENT ON COLUMN "Contact"."ReportsToId" IS '[crm: lookup]';
COMMENT ON COLUMN "Contact"."LastName" IS '[crm: pii]';
COMMENT ON COLUMN "Contact"."Email" IS '[crm: email pii]';
COMMENT ON COLUMN "Contact"."Phone" IS '[crm: phone pii]';
COMMENT ON COLUMN "Contact"."HasOptedOutOfEmail" IS '[crm: checkbox]';
COMMENT ON TABLE "AccountContactRelation" IS '[crm: associative; module Accounts]';
COMMENT ON COLUMN "AccountContactRelation"."Id" IS '[crm: id]';
COMMENT ON COLUMN "AccountContactRelation"."AccountId" IS '[crm: lookup]';
COMMENT ON COLUMN "AccountContactRelation"."ContactId" IS '[crm: lookup]';
COMMENT ON COLUMN "AccountContactRelation"."Roles" IS '[crm: multipicklist]';
COMMENT ON COLUMN "AccountContactRelation"."IsDirect" IS '[crm: checkbox derived]';
COMMENT ON TABLE "Opportunity" IS '[crm: module Sales]';
COMMENT ON COLUMN "Opportunity"."Id" IS '[crm: id]';
COMMENT ON COLUMN "Opportunity"."AccountId" IS '[crm: lookup]';
COMMENT ON COLUMN "Opportunity"."CampaignId" IS '[crm: lookup]';
COMMENT ON COLUMN "Opportunity"."Pricebook2Id" IS '[crm: lookup]';
COMMENT ON COLUMN "Opportunity"."OwnerId" IS '[crm: lookup]';
COMMENT ON COLUMN "Opportunity"."StageName" IS '[crm: picklist]';
COMMENT ON COLUMN "Opportunity"."Amount" IS '[crm: currency]';
COMMENT ON COLUMN "Opportunity"."Probability" IS '[crm: percent]';
COMMENT ON TABLE "OpportunityContactRole" IS '[crm: associative; module Sales]';
COMMENT ON COLUMN "OpportunityContactRole"."Id" IS '[crm: id]';
COMMENT ON COLUMN "OpportunityContactRole"."OpportunityId" IS '[crm: lookup]';
COMMENT ON COLUMN "OpportunityContactRole"."ContactId" IS '[crm: lookup]';
COMMENT ON COLUMN "OpportunityContactRole"."Role" IS '[crm: picklist]';
COMMENT ON COLUMN "OpportunityContactRole"."IsPrimary" IS '[crm: checkbox]';
COMMENT ON TABLE "OpportunityLineItem" IS '[crm: module Sales]';
COMMENT ON COLUMN "OpportunityLineItem"."Id" IS '[crm: id]';
COMMENT ON COLUMN "OpportunityLineItem"."OpportunityId" IS '[crm: master-detail]';
COMMENT ON COLUMN "OpportunityLineItem"."PricebookEntryId" IS '[crm: lookup]';
COMMENT ON COLUMN "OpportunityLineItem"."Quantity" IS '[crm: number]';
COMMENT ON COLUMN "OpportunityLineItem"."TotalPrice" IS '[crm: currency derived]';
COMMENT ON TABLE "Quote" IS '[crm: module Sales]';
COMMENT ON COLUMN "Quote"."Id" IS '[crm: id]';
COMMENT ON COLUMN "Quote"."OpportunityId" IS '[crm: master-detail]';
COMMENT ON COLUMN "Quote"."ContactId" IS '[crm: lookup]';
COMMENT ON COLUMN "Quote"."Status" IS '[crm: picklist]';
COMMENT ON COLUMN "Quote"."GrandTotal" IS '[crm: currency derived]';
COMMENT ON TABLE "Product2" IS '[crm: module Products]';
COMMENT ON COLUMN "Product2"."Id" IS '[crm: id]';
COMMENT ON COLUMN "Product2"."IsActive" IS '[crm: checkbox]';
COMMENT ON TABLE "Pricebook2" IS '[crm: module Products]';
COMMENT ON COLUMN "Pricebook2"."Id" IS '[crm: id]';
COMMENT ON COLUMN "Pricebook2"."IsStandard" IS '[crm: checkbox derived]';
COMMENT ON TABLE "PricebookEntry" IS '[crm: associative; module Products]';
COMMENT ON COLUMN "PricebookEntry"."Id" IS '[crm: id]';
COMMENT ON COLUMN "PricebookEntry"."Pricebook2Id" IS '[crm: lookup]';
COMMENT ON COLUMN "PricebookEntry"."Product2Id" IS '[crm: lookup]';
COMMENT ON COLUMN "PricebookEntry"."UnitPrice" IS '[crm: currency]';
COMMENT ON TABLE "Contract" IS '[crm: module After the sale]';
COMMENT ON COLUMN "Contract"."Id" IS '[crm: id]';
COMMENT ON COLUMN "Contract"."AccountId" IS '[crm: lookup]';
COMMENT ON COLUMN "Contract"."Status" IS '[crm: picklist]';
COMMENT ON TABLE "Order" IS '[crm: module After the sale]';
COMMENT ON COLUMN "Order"."Id" IS '[crm: id]';
COMMENT ON COLUMN "Order"."AccountId" IS '[crm: lookup]';
COMMENT ON COLUMN "Order"."ContractId" IS '[crm: lookup]';
COMMENT ON COLUMN "Order"."Status" IS '[crm: picklist]';
COMMENT ON TABLE "Asset" IS '[crm: module After the sale]';
COMMENT ON COLUMN "Asset"."Id" IS '[crm: id]';
COMMENT ON COLUMN "Asset"."AccountId" IS '[crm: lookup]';
COMMENT ON COLUMN "Asset"."ContactId" IS '[crm: lookup]';
COMMENT ON COLUMN "Asset"."Product2Id" IS '[crm: lookup]';
COMMENT ON TABLE "Case" IS '[crm: module After the sale]';
COMMENT ON COLUMN "Case"."Id" IS '[crm: id]';
COMMENT ON COLUMN "Case"."AccountId" IS '[crm: lookup]';
COMMENT ON COLUMN "Case"."ContactId" IS '[crm: lookup]';
COMMENT ON COLUMN "Case"."AssetId" IS '[crm: lookup]';
COMMENT ON COLUMN "Case"."ParentId" IS '[crm: lookup]';
COMMENT ON COLUMN "Case"."OwnerId" IS '[crm: lookup -> "User"! | "Group"!]';
COMMENT ON COLUMN "Case"."Status" IS '[crm: picklist]';
COMMENT ON COLUMN "Case"."Priority" IS '[crm: picklist]';
COMMENT ON TABLE "User" IS '[crm: module People and activity]';
COMMENT ON COLUMN "User"."Id" IS '[crm: id]';
COMMENT ON COLUMN "User"."ManagerId" IS '[crm: lookup]';
COMMENT ON COLUMN "User"."Username" IS '[crm: pii]';
COMMENT ON COLUMN "User"."IsActive" IS '[crm: checkbox]';
COMMENT ON TABLE "Group" IS '[crm: module People and activity]';
COMMENT ON COLUMN "Group"."Id" IS '[crm: id]';
COMMENT ON COLUMN "Group"."Type" IS '[crm: picklist]';
COMMENT ON TABLE "Task" IS '[crm: module People and activity]';
COMMENT ON COLUMN "Task"."Id" IS '[crm: id]';
COMMENT ON COLUMN "Task"."WhoId" IS '[crm: reference -> "Lead" | "Contact"]';
COMMENT ON COLUMN "Task"."WhatId" IS '[crm: reference -> "Account" | "Opportunity" | "Case" | "Campaign"]';
COMMENT ON COLUMN "Task"."OwnerId" IS '[crm: lookup -> "User"! | "Group"!]';
COMMENT ON COLUMN "Task"."Status" IS '[crm: picklist]';
COMMENT ON TABLE "Event" IS '[crm: module People and activity]';
COMMENT ON COLUMN "Event"."Id" IS '[crm: id]';
COMMENT ON COLUMN "Event"."WhoId" IS '[crm: reference -> "Lead" | "Contact"]';
COMMENT ON COLUMN "Event"."WhatId" IS '[crm: reference -> "Account" | "Opportunity" | "Case" | "Campaign"]';
COMMENT ON COLUMN "Event"."OwnerId" IS '[crm: lookup]';
COMMENT ON COLUMN "Event"."StartDateTime" IS '[crm: datetime]';

-- relation: "Lead" becomes "Account"
-- relation: "Lead" becomes "Contact"
-- relation: "Lead" becomes "Opportunity"
