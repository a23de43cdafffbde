-- 職員が使うロールの権限: 履歴・変更・版・原本は、足せるが、書き換えも消去もできない。
-- データベースの持ち主で、作業ファイルを移したあと（とプログラムの版を上げたあと）に一度実行する。
--   psql -v ON_ERROR_STOP=1 -d データベース -f server_roles.sql
-- 職員ごとの利用者は  CREATE ROLE 名前 LOGIN PASSWORD '…' IN ROLE kxdesk_staff;
DO $$
DECLARE
    name text;
    kept CONSTANT text[] := ARRAY['desk', 'change', 'history', 'edition', 'document', 'audit_copy', 'exchange',
        'passage', 'file', 'commit_token', 'moved', 'alembic_version'];
    helpers CONSTANT text[] := ARRAY['draft', 'search_key', 'posting', 'indexed'];
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kxdesk_staff') THEN
        CREATE ROLE kxdesk_staff NOLOGIN;
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO kxdesk_staff', current_schema());
    EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO kxdesk_staff', current_schema());
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
        EXECUTE format('REVOKE ALL ON %I FROM kxdesk_staff', name);
        EXECUTE format('GRANT SELECT, INSERT ON %I TO kxdesk_staff', name);
        IF name <> ALL (kept) THEN
            EXECUTE format('GRANT UPDATE ON %I TO kxdesk_staff', name);
        END IF;
        IF name = ANY (helpers) THEN
            EXECUTE format('GRANT DELETE ON %I TO kxdesk_staff', name);
        END IF;
    END LOOP;
END $$;
