-- A history of migrations in one file: what counts is what stands at its end.
CREATE TABLE company (id bigint PRIMARY KEY, title varchar(40), old_code text UNIQUE, region text);
CREATE TABLE person (id bigint, company_id bigint REFERENCES company, email text, born date, nick text);
CREATE TABLE shipment (company_id bigint, year int, number int, PRIMARY KEY (company_id, year, number));
CREATE TABLE parcel (
    shipment_company bigint NOT NULL,
    shipment_year int NOT NULL,
    shipment_number int NOT NULL,
    line int,
    weight numeric(6,2),
    PRIMARY KEY (shipment_company, shipment_year, shipment_number, line),
    CONSTRAINT in_shipment FOREIGN KEY (shipment_company, shipment_year, shipment_number)
        REFERENCES shipment (company_id, year, number)
);
CREATE TABLE receipt (
    shipment_company bigint,
    shipment_year int,
    shipment_number int,
    signed_at timestamptz,
    UNIQUE (shipment_company, shipment_year, shipment_number),
    FOREIGN KEY (shipment_company, shipment_year, shipment_number) REFERENCES shipment
);
CREATE TABLE scratch (id int PRIMARY KEY, person_id bigint);
INSERT INTO company VALUES (1, 'Secret Ltd', 'secret', 'north');

ALTER TABLE person ADD PRIMARY KEY (id), ADD COLUMN phone text NOT NULL, DROP COLUMN nick;
ALTER TABLE person ALTER COLUMN email SET NOT NULL, ALTER COLUMN born TYPE timestamptz USING born::timestamptz;
ALTER TABLE person ALTER phone DROP NOT NULL;
ALTER TABLE person ADD COLUMN IF NOT EXISTS boss_id bigint REFERENCES person (id), ADD UNIQUE (email);
ALTER TABLE company RENAME COLUMN title TO name;
ALTER TABLE company RENAME TO account;
ALTER TABLE person RENAME company_id TO account_id;
ALTER TABLE account DROP COLUMN IF EXISTS region CASCADE, DROP CONSTRAINT company_old_code_key;
ALTER TABLE person DROP CONSTRAINT person_boss_id_fkey;
ALTER TABLE person ADD CONSTRAINT led_by FOREIGN KEY (boss_id) REFERENCES person (id) ON DELETE SET NULL;
ALTER TABLE account ALTER COLUMN name SET DATA TYPE text, ALTER name SET DEFAULT 'nobody';
DROP TABLE IF EXISTS scratch, never_made;
