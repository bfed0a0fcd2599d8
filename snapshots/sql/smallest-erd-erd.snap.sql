-- Data model

CREATE TABLE "Account" (
    "id" bigint,
    "name" text NOT NULL,
    PRIMARY KEY ("id")
);

CREATE TABLE "Contact" (
    "id" bigint,
    "account" bigint NOT NULL,
    "email" text UNIQUE,
    PRIMARY KEY ("id")
);

CREATE TABLE "Deal" (
    "id" bigint,
    "account" bigint NOT NULL,
    "owner" bigint,
    "amount" numeric(18,2),
    PRIMARY KEY ("id")
);

CREATE TABLE "DealContact" (
    "deal" bigint,
    "contact" bigint,
    "role" text,
    PRIMARY KEY ("deal", "contact")
);

CREATE TABLE "User" (
    "id" bigint,
    "manager" bigint,
    PRIMARY KEY ("id")
);

CREATE TABLE "Activity" ();

CREATE TABLE "Lead" ();

ALTER TABLE "Contact" ADD FOREIGN KEY ("account") REFERENCES "Account" ("id");
ALTER TABLE "Deal" ADD FOREIGN KEY ("account") REFERENCES "Account" ("id");
ALTER TABLE "Deal" ADD FOREIGN KEY ("owner") REFERENCES "User" ("id");
ALTER TABLE "DealContact" ADD FOREIGN KEY ("deal") REFERENCES "Deal" ("id");
ALTER TABLE "DealContact" ADD FOREIGN KEY ("contact") REFERENCES "Contact" ("id");
ALTER TABLE "User" ADD FOREIGN KEY ("manager") REFERENCES "User" ("id");

COMMENT ON COLUMN "Account"."id" IS '[crm: id]';
COMMENT ON COLUMN "Contact"."id" IS '[crm: id]';
COMMENT ON COLUMN "Contact"."email" IS '[crm: email pii]';
COMMENT ON COLUMN "Deal"."id" IS '[crm: id]';
COMMENT ON COLUMN "Deal"."amount" IS '[crm: money]';
COMMENT ON COLUMN "User"."id" IS '[crm: id]';

-- relation: "Account" 0..1 -- 0..* "Account": parent of
-- relation: "Deal" 1 == 0..* "Activity": logs
-- relation: "Lead" becomes "Contact"
