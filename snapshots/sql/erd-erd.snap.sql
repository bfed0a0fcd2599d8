-- Personal data lives in four of eleven tables

CREATE TABLE "campaign" (
    "campaign_id" bigint,
    "name" text NOT NULL,
    "channel" text NOT NULL,
    "budget" numeric,
    "starts_on" date NOT NULL,
    PRIMARY KEY ("campaign_id")
);

CREATE TABLE "campaign_member" (
    "campaign_id" bigint,
    "lead_id" bigint,
    "status" text NOT NULL,
    "responded_at" timestamp,
    PRIMARY KEY ("campaign_id", "lead_id")
);

CREATE TABLE "lead" (
    "lead_id" bigint,
    "contact_id" bigint UNIQUE,
    "full_name" text NOT NULL,
    "email" text NOT NULL,
    "source" text NOT NULL,
    "score" int,
    PRIMARY KEY ("lead_id")
);

CREATE TABLE "account" (
    "account_id" bigint,
    "parent_id" bigint,
    "name" text NOT NULL,
    "industry" text,
    "segment" text NOT NULL,
    PRIMARY KEY ("account_id")
);

CREATE TABLE "contact" (
    "contact_id" bigint,
    "account_id" bigint NOT NULL,
    "full_name" text NOT NULL,
    "email" text NOT NULL,
    "phone" text,
    "job_title" text,
    PRIMARY KEY ("contact_id")
);

CREATE TABLE "consent" (
    "contact_id" bigint,
    "purpose" text,
    "granted" boolean NOT NULL,
    "updated_at" timestamp NOT NULL,
    PRIMARY KEY ("contact_id", "purpose")
);

CREATE TABLE "opportunity" (
    "opportunity_id" bigint,
    "account_id" bigint NOT NULL,
    "owner_id" bigint NOT NULL,
    "stage" text NOT NULL,
    "amount" numeric,
    "close_date" date,
    PRIMARY KEY ("opportunity_id")
);

CREATE TABLE "opportunity_line" (
    "opportunity_id" bigint,
    "line_no" int,
    "product_id" bigint NOT NULL,
    "quantity" int NOT NULL,
    PRIMARY KEY ("opportunity_id", "line_no")
);

CREATE TABLE "product" (
    "product_id" bigint,
    "sku" text NOT NULL,
    "name" text NOT NULL,
    "list_price" numeric NOT NULL,
    PRIMARY KEY ("product_id")
);

CREATE TABLE "user" (
    "user_id" bigint,
    "full_name" text NOT NULL,
    "email" text NOT NULL,
    "team" text,
    PRIMARY KEY ("user_id")
);

CREATE TABLE "activity" (
    "activity_id" bigint,
    "contact_id" bigint NOT NULL,
    "opportunity_id" bigint,
    "user_id" bigint NOT NULL,
    "kind" text NOT NULL,
    "due_at" timestamp,
    "notes" text,
    PRIMARY KEY ("activity_id")
);

ALTER TABLE "campaign_member" ADD FOREIGN KEY ("campaign_id") REFERENCES "campaign" ("campaign_id");
ALTER TABLE "campaign_member" ADD FOREIGN KEY ("lead_id") REFERENCES "lead" ("lead_id");
ALTER TABLE "lead" ADD FOREIGN KEY ("contact_id") REFERENCES "contact" ("contact_id");
ALTER TABLE "account" ADD FOREIGN KEY ("parent_id") REFERENCES "account" ("account_id");
ALTER TABLE "contact" ADD FOREIGN KEY ("account_id") REFERENCES "account" ("account_id");
ALTER TABLE "consent" ADD FOREIGN KEY ("contact_id") REFERENCES "contact" ("contact_id");
ALTER TABLE "opportunity" ADD FOREIGN KEY ("account_id") REFERENCES "account" ("account_id");
ALTER TABLE "opportunity" ADD FOREIGN KEY ("owner_id") REFERENCES "user" ("user_id");
ALTER TABLE "opportunity_line" ADD FOREIGN KEY ("opportunity_id") REFERENCES "opportunity" ("opportunity_id");
ALTER TABLE "opportunity_line" ADD FOREIGN KEY ("product_id") REFERENCES "product" ("product_id");
ALTER TABLE "activity" ADD FOREIGN KEY ("contact_id") REFERENCES "contact" ("contact_id");
ALTER TABLE "activity" ADD FOREIGN KEY ("opportunity_id") REFERENCES "opportunity" ("opportunity_id");
ALTER TABLE "activity" ADD FOREIGN KEY ("user_id") REFERENCES "user" ("user_id");

COMMENT ON TABLE "campaign" IS '[crm: records 1204; module Marketing]';
COMMENT ON TABLE "campaign_member" IS '[crm: records 912480; module Marketing]';
COMMENT ON TABLE "lead" IS '[crm: records 486311; module Marketing]';
COMMENT ON COLUMN "lead"."full_name" IS '[crm: pii]';
COMMENT ON COLUMN "lead"."email" IS '[crm: pii]';
COMMENT ON TABLE "account" IS '[crm: records 48210; module Parties]';
COMMENT ON TABLE "contact" IS '[crm: records 173902; module Parties]';
COMMENT ON COLUMN "contact"."full_name" IS '[crm: pii]';
COMMENT ON COLUMN "contact"."email" IS '[crm: pii]';
COMMENT ON COLUMN "contact"."phone" IS '[crm: pii]';
COMMENT ON TABLE "consent" IS '[crm: records 521706; module Parties]';
COMMENT ON TABLE "opportunity" IS '[crm: records 61034; module Sales]';
COMMENT ON TABLE "opportunity_line" IS '[crm: records 148377; module Sales]';
COMMENT ON TABLE "product" IS '[crm: records 342; module Sales]';
COMMENT ON TABLE "user" IS '[crm: records 216; module People and activity]';
COMMENT ON COLUMN "user"."full_name" IS '[crm: pii]';
COMMENT ON COLUMN "user"."email" IS '[crm: pii]';
COMMENT ON TABLE "activity" IS '[crm: records 2840115; module People and activity]';
COMMENT ON COLUMN "activity"."notes" IS '[crm: pii]';

-- relation: "opportunity"."opportunity_id" 1 == 1..* "opportunity_line"."opportunity_id"
-- relation: "contact"."contact_id" 1 -- 0..* "activity"."contact_id": logged for
