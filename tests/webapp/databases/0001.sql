-- A database as the migration 0001 left it, with what people put into it.
BEGIN TRANSACTION;
CREATE TABLE account (
	id INTEGER NOT NULL, 
	email VARCHAR(254) NOT NULL, 
	name VARCHAR(120) NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	password_hash VARCHAR(200), 
	session_version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	signed_in_at DATETIME, 
	deactivated_at DATETIME, 
	CONSTRAINT pk_account PRIMARY KEY (id), 
	CONSTRAINT uq_account_email UNIQUE (email)
);
INSERT INTO "account" VALUES(1,'ada@example.com','Ada Lovelace','editor',NULL,1,'2026-11-20 09:00:00.000000','2026-11-20 09:05:00.000000',NULL);
INSERT INTO "account" VALUES(2,'dora@example.com','Dora Lind','approver',NULL,3,'2026-11-20 09:10:00.000000',NULL,NULL);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE api_token (
	id INTEGER NOT NULL, 
	key_hash VARCHAR(64) NOT NULL, 
	user_id INTEGER NOT NULL, 
	name VARCHAR(120) NOT NULL, 
	created_at DATETIME NOT NULL, 
	used_at DATETIME, 
	revoked_at DATETIME, 
	CONSTRAINT pk_api_token PRIMARY KEY (id), 
	CONSTRAINT uq_api_token_key_hash UNIQUE (key_hash), 
	CONSTRAINT fk_api_token_user_id_account FOREIGN KEY(user_id) REFERENCES account (id)
);
INSERT INTO "api_token" VALUES(1,'cc',1,'nightly export','2026-11-20 09:30:00.000000',NULL,NULL);
CREATE TABLE audit_entry (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	actor_id INTEGER, 
	actor VARCHAR(400) NOT NULL, 
	what VARCHAR(400) NOT NULL, 
	subject VARCHAR(400) NOT NULL, 
	CONSTRAINT pk_audit_entry PRIMARY KEY (id)
);
INSERT INTO "audit_entry" VALUES(1,'2026-11-20 09:00:00.000000',NULL,'command line','person added as editor','Ada Lovelace <ada@example.com>');
INSERT INTO "audit_entry" VALUES(2,'2026-11-20 09:20:00.000000',1,'Ada Lovelace <ada@example.com>','person invited as reader','kim@example.com');
CREATE TABLE invitation (
	id INTEGER NOT NULL, 
	key_hash VARCHAR(64) NOT NULL, 
	email VARCHAR(254) NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	invited_by_id INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	accepted_at DATETIME, 
	withdrawn_at DATETIME, 
	CONSTRAINT pk_invitation PRIMARY KEY (id), 
	CONSTRAINT uq_invitation_key_hash UNIQUE (key_hash), 
	CONSTRAINT fk_invitation_invited_by_id_account FOREIGN KEY(invited_by_id) REFERENCES account (id)
);
INSERT INTO "invitation" VALUES(1,'bb','kim@example.com','reader',1,'2026-11-20 09:20:00.000000','2026-11-27 09:20:00.000000',NULL,NULL);
CREATE TABLE sign_in_link (
	id INTEGER NOT NULL, 
	key_hash VARCHAR(64) NOT NULL, 
	user_id INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_sign_in_link PRIMARY KEY (id), 
	CONSTRAINT uq_sign_in_link_key_hash UNIQUE (key_hash), 
	CONSTRAINT fk_sign_in_link_user_id_account FOREIGN KEY(user_id) REFERENCES account (id)
);
INSERT INTO "sign_in_link" VALUES(1,'aa',1,'2026-11-20 09:00:00.000000','2026-11-20 10:00:00.000000','2026-11-20 09:05:00.000000');
CREATE TABLE sign_in_try (
	id INTEGER NOT NULL, 
	key_hash VARCHAR(64) NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_sign_in_try PRIMARY KEY (id)
);
CREATE INDEX ix_sign_in_try_at ON sign_in_try (at);
CREATE INDEX ix_sign_in_try_key_hash ON sign_in_try (key_hash);
CREATE INDEX ix_sign_in_link_user_id ON sign_in_link (user_id);
CREATE INDEX ix_invitation_email ON invitation (email);
CREATE INDEX ix_api_token_user_id ON api_token (user_id);
CREATE INDEX ix_audit_entry_actor_id ON audit_entry (actor_id);
CREATE INDEX ix_audit_entry_at ON audit_entry (at);
CREATE TRIGGER audit_entry_is_not_changed BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'The audit log is only ever added to.'); END;
CREATE TRIGGER audit_entry_is_not_deleted BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'The audit log is only ever added to.'); END;
COMMIT;
