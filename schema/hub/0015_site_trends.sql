-- By time and then by site: what is read of it is hours that are open and hours that are over, of every site.
ALTER TABLE site_signals RENAME TO site_signals_by_site;
CREATE TABLE site_signals (
  tenant_id TEXT NOT NULL, stretch_us INTEGER NOT NULL, site_id TEXT NOT NULL, counter INTEGER NOT NULL,
  trading_s INTEGER NOT NULL, sales INTEGER NOT NULL, scans INTEGER NOT NULL, scans_unknown INTEGER NOT NULL,
  prints INTEGER NOT NULL, prints_failed INTEGER NOT NULL, cards INTEGER NOT NULL, cards_declined INTEGER NOT NULL,
  errors INTEGER NOT NULL, restarts INTEGER NOT NULL, sale_us INTEGER NOT NULL, lag_s INTEGER NOT NULL,
  integrity_errors INTEGER NOT NULL, card_mismatches INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, stretch_us, site_id, counter)
) STRICT, WITHOUT ROWID;
INSERT INTO site_signals(tenant_id, stretch_us, site_id, counter, trading_s, sales, scans, scans_unknown, prints, prints_failed, cards,
    cards_declined, errors, restarts, sale_us, lag_s, integrity_errors, card_mismatches)
  SELECT tenant_id, stretch_us, site_id, counter, trading_s, sales, scans, scans_unknown, prints, prints_failed, cards, cards_declined,
    errors, restarts, sale_us, lag_s, integrity_errors, card_mismatches FROM site_signals_by_site;
DROP TABLE site_signals_by_site;
-- What sites counted in stretches that are over, summed up for one rollout by release (before it began, and later), so that a look at ten
-- thousand sites reads the stretches that are open and no others. `summed_us`: those that begin before are in here.
CREATE TABLE site_trend (
  tenant_id TEXT NOT NULL, rollout_id BLOB NOT NULL, site_id TEXT NOT NULL, counter INTEGER NOT NULL, later INTEGER NOT NULL,
  trading_s INTEGER NOT NULL, sales INTEGER NOT NULL, scans INTEGER NOT NULL, scans_unknown INTEGER NOT NULL,
  prints INTEGER NOT NULL, prints_failed INTEGER NOT NULL, cards INTEGER NOT NULL, cards_declined INTEGER NOT NULL,
  errors INTEGER NOT NULL, restarts INTEGER NOT NULL, sale_us INTEGER NOT NULL, lag_s INTEGER NOT NULL,
  integrity_errors INTEGER NOT NULL, card_mismatches INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, rollout_id, site_id, counter, later)
) STRICT, WITHOUT ROWID;
ALTER TABLE rollout ADD COLUMN summed_us INTEGER NOT NULL DEFAULT 0;
