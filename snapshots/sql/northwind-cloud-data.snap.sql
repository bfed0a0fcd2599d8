-- Northwind Cloud - B2B CRM map

CREATE TABLE "Lead" (
    "id" bigint,
    "email" text NOT NULL,
    "phone" text,
    "status" text CHECK ("status" IN ('new', 'working', 'nurture', 'qualified', 'unqualified')),
    "converted_account" bigint,
    PRIMARY KEY ("id")
);

CREATE TABLE "Account" (
    "id" bigint,
    "name" text NOT NULL,
    "segment" text CHECK ("segment" IN ('smb', 'ent')),
    PRIMARY KEY ("id")
);

CREATE TABLE "Contact" (
    "id" bigint,
    "account" bigint NOT NULL,
    "email" text UNIQUE,
    "consent" text CHECK ("consent" IN ('none', 'opt-in', 'opt-out')),
    PRIMARY KEY ("id")
);

CREATE TABLE "Opportunity" (
    "id" bigint,
    "account" bigint NOT NULL,
    "stage" text NOT NULL,
    "amount" numeric(18,2),
    "close_date" date,
    PRIMARY KEY ("id")
);

CREATE TABLE "OpportunityContactRole" (
    "opportunity" bigint,
    "contact" bigint,
    "role" text,
    PRIMARY KEY ("opportunity", "contact")
);

CREATE TABLE "Case" (
    "id" bigint,
    "account" bigint,
    "contact" bigint,
    "status" text CHECK ("status" IN ('open', 'closed')),
    PRIMARY KEY ("id")
);

ALTER TABLE "Lead" ADD FOREIGN KEY ("converted_account") REFERENCES "Account" ("id");
ALTER TABLE "Contact" ADD FOREIGN KEY ("account") REFERENCES "Account" ("id");
ALTER TABLE "Opportunity" ADD FOREIGN KEY ("account") REFERENCES "Account" ("id");
ALTER TABLE "OpportunityContactRole" ADD FOREIGN KEY ("opportunity") REFERENCES "Opportunity" ("id");
ALTER TABLE "OpportunityContactRole" ADD FOREIGN KEY ("contact") REFERENCES "Contact" ("id");
ALTER TABLE "Case" ADD FOREIGN KEY ("account") REFERENCES "Account" ("id");
ALTER TABLE "Case" ADD FOREIGN KEY ("contact") REFERENCES "Contact" ("id");

COMMENT ON COLUMN "Lead"."id" IS '[crm: id]';
COMMENT ON COLUMN "Lead"."email" IS '[crm: email pii]';
COMMENT ON COLUMN "Lead"."phone" IS '[crm: phone pii]';
COMMENT ON COLUMN "Account"."id" IS '[crm: id]';
COMMENT ON COLUMN "Contact"."id" IS '[crm: id]';
COMMENT ON COLUMN "Contact"."email" IS '[crm: email pii]';
COMMENT ON COLUMN "Opportunity"."id" IS '[crm: id]';
COMMENT ON COLUMN "Opportunity"."amount" IS '[crm: money]';
COMMENT ON COLUMN "Case"."id" IS '[crm: id]';
