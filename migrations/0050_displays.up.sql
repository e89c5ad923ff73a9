-- Screens on walls: each waits with a code until a person lets it in, and shows a page with rights of its own that read only.
CREATE TABLE displays (
  LIKE internal.standard_columns INCLUDING ALL,
  code_hash      bytea       NOT NULL CHECK (length(code_hash) = 32),
  claim_hash     bytea       NOT NULL CHECK (length(claim_hash) = 32),
  client_address inet,
  expires_at     timestamptz NOT NULL,
  user_id        uuid,
  landing_path   text        CHECK (landing_path LIKE '/%'),
  claimed_at     timestamptz,
  CONSTRAINT displays_of_user FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT displays_paired_have_a_page CHECK ((user_id IS NULL) = (landing_path IS NULL)),
  CONSTRAINT displays_claimed_are_paired CHECK (claimed_at IS NULL OR user_id IS NOT NULL)
);
CREATE UNIQUE INDEX displays_by_code ON displays (tenant_id, code_hash);
CREATE UNIQUE INDEX displays_by_claim ON displays (tenant_id, claim_hash);
CREATE UNIQUE INDEX displays_by_user ON displays (tenant_id, user_id);
CREATE INDEX displays_to_purge ON displays (expires_at);
CALL internal.tenant_table('displays', $$
Screens on walls, from the moment in which they show a code. Never the code, only its hash.
code_hash: SHA-256 of the code that the screen shows, and a person types.
claim_hash: SHA-256 of what the screen alone knows, and shows to get its session.
client_address: Where the screen asked from.
expires_at: Nobody pairs the screen, and it takes no session, after this.
user_id: The service account that was made for it; null while it waits.
landing_path: The page that it shows; null while it waits.
claimed_at: When the screen took its session, once; null before.
$$, audited => false);
CALL internal.updated_in_place('displays');
