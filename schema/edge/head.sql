-- Made by tests/tidy from the migrations beside it; do not edit.

CREATE INDEX age_check_cart ON age_check(cart_id);

CREATE INDEX approval_request_open ON approval_request(terminal_id) WHERE state = 'pending';

CREATE INDEX barcode_by_variant ON barcode(variant_id);

CREATE INDEX capability_decision_of ON capability_decision(operation, at_us);

CREATE INDEX capability_result_at ON capability_result(at_us);

CREATE INDEX cart_open ON cart(register_id, id) WHERE status IN ('ACTIVE', 'SUSPENDED');

CREATE INDEX day_seal_date ON day_seal(business_date, number);

CREATE UNIQUE INDEX dead_letter_place ON dead_letter(epoch, epoch_seq) WHERE direction = 'up' AND status IN ('pending', 'released');

CREATE UNIQUE INDEX dead_letter_row ON dead_letter(dataset, row_key) WHERE direction = 'down' AND status = 'pending';

CREATE INDEX feed_row_due ON feed_row(due_us) WHERE due_us IS NOT NULL;

CREATE INDEX feed_row_trouble ON feed_row(dataset, row_key) WHERE trouble IS NOT NULL;

CREATE INDEX fiscal_receipt_open ON fiscal_receipt(register_id, id) WHERE state IN ('undecided', 'postponed');

CREATE INDEX fiscal_record_event ON fiscal_record(event_seq);

CREATE UNIQUE INDEX fiscal_unit_active ON fiscal_unit(active) WHERE active = 1;

CREATE INDEX foreign_return_sold ON foreign_return(sold_order, sold_position);

CREATE INDEX hub_directive_untold ON hub_directive(id) WHERE told IS NULL OR told = 'running';

CREATE INDEX kitchen_ticket_cart ON kitchen_ticket(cart_id) WHERE cart_id IS NOT NULL;

CREATE INDEX kitchen_ticket_open ON kitchen_ticket(id) WHERE ready_us IS NULL;

CREATE INDEX kitchen_ticket_order ON kitchen_ticket(order_id) WHERE order_id IS NOT NULL;

CREATE INDEX layaway_order ON layaway(order_id);

CREATE INDEX layaway_person ON layaway(person_id);

CREATE INDEX layaway_status ON layaway(status, id);

CREATE INDEX offline_card_open ON offline_card(register_id) WHERE outcome IS NULL;

CREATE INDEX orders_person ON orders(person_id, id) WHERE person_id IS NOT NULL;

CREATE UNIQUE INDEX orders_receipt ON orders(register_id, receipt) WHERE receipt IS NOT NULL;

CREATE INDEX pairing_code_selector ON pairing_code(selector, id);

CREATE INDEX payment_attempt_device ON payment_attempt(device_id, id);

CREATE INDEX payment_attempt_open ON payment_attempt(device_id, id)
  WHERE state IN ('created', 'armed', 'running', 'unknown', 'reversing', 'manual');

CREATE INDEX payment_attempt_order ON payment_attempt(order_id);

CREATE INDEX payment_attempt_register ON payment_attempt(register_id, id);

CREATE UNIQUE INDEX payment_attempt_running ON payment_attempt(device_id) WHERE state IN ('armed', 'running');

CREATE INDEX person_hub_call ON person_hub(call_id) WHERE call_id IS NOT NULL;

CREATE INDEX person_token_of ON person_token(person_id);

CREATE INDEX price_change_of ON price_change(variant_id, id);

CREATE INDEX price_down_of ON price_down(variant_id, from_us);

CREATE INDEX print_job_copy ON print_job(ticket_id) WHERE ticket_id IS NOT NULL;

CREATE UNIQUE INDEX print_job_course ON print_job(ticket_id, device_id) WHERE retry_of IS NULL AND ticket_id IS NOT NULL;

CREATE INDEX print_job_open ON print_job(device_id, id) WHERE state IN ('queued', 'printing');

CREATE INDEX print_job_order ON print_job(order_id) WHERE order_id IS NOT NULL;

CREATE UNIQUE INDEX print_job_receipt ON print_job(order_id) WHERE kind = 'receipt';

CREATE INDEX print_job_retry ON print_job(retry_of) WHERE retry_of IS NOT NULL;

CREATE UNIQUE INDEX print_job_ticket ON print_job(order_id, device_id) WHERE kind = 'kitchen' AND retry_of IS NULL AND order_id IS NOT NULL;

CREATE INDEX product_category_by_category ON product_category(category_id);

CREATE INDEX product_image_by_product ON product_image(product_id);

CREATE INDEX product_variant_by_product ON product_variant(product_id);

CREATE UNIQUE INDEX product_variant_sku ON product_variant(sku);

CREATE INDEX realtime_call_open ON realtime_call(asked_us) WHERE state IN ('asked', 'queued', 'giving_up');

CREATE INDEX realtime_call_unused ON realtime_call(done_us) WHERE state = 'answered' AND undo IS NOT NULL AND used_us IS NULL;

CREATE UNIQUE INDEX replication_run_one ON replication_run(kind) WHERE state = 'running';

CREATE INDEX retention_run_at ON retention_run(at_us);

CREATE INDEX rule_code_rule ON rule_code(rule);

CREATE INDEX rule_use_order ON rule_use(order_id);

CREATE INDEX rule_use_rule ON rule_use(rule, person_id);

CREATE INDEX session_open ON session(terminal_id) WHERE ended_us IS NULL;

CREATE UNIQUE INDEX shift_open ON shift(register_id) WHERE status = 'OPEN';

CREATE INDEX sold_unit_code ON sold_unit(code);

CREATE INDEX sold_unit_order ON sold_unit(order_id, position);

CREATE UNIQUE INDEX sold_unit_out ON sold_unit(variant_id, code) WHERE status <> 'returned';

CREATE INDEX subscription_event_of ON subscription_event(subscription_id, event_us);

CREATE INDEX subscription_item_of ON subscription_item(subscription_id);

CREATE INDEX terminal_report_device ON terminal_report(device_id, id);

CREATE INDEX value_account_expiry ON value_account(expires_us) WHERE expires_us IS NOT NULL AND state = 'active';

CREATE INDEX value_account_lent ON value_account(id) WHERE home = 'hub' AND balance > held;

CREATE UNIQUE INDEX value_account_points ON value_account(person_id, programme) WHERE kind = 'points';

CREATE UNIQUE INDEX value_entry_once ON value_entry(account_id, operation, part, kind);

CREATE INDEX value_entry_order ON value_entry(order_id) WHERE order_id IS NOT NULL;

CREATE INDEX value_hold_cart ON value_hold(cart_id) WHERE state = 'held';

CREATE INDEX value_hold_order ON value_hold(order_id) WHERE state = 'held';

CREATE INDEX value_lease_end ON value_lease(until_us) WHERE state = 'open';

CREATE UNIQUE INDEX weighing_item ON weighing(cart_id, item);

CREATE TABLE affiliate_click (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), partner_id INTEGER NOT NULL REFERENCES affiliate_partner(id),
  person_id INTEGER, cart_id INTEGER, url TEXT, referrer TEXT, clicked_us INTEGER NOT NULL
) STRICT;

CREATE TABLE affiliate_partner (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), code TEXT NOT NULL UNIQUE, created_us INTEGER NOT NULL
) STRICT;

CREATE TABLE age_check (                 -- the decision alone: no name and no date of birth
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), cart_id INTEGER NOT NULL REFERENCES cart(id),
  min_age INTEGER NOT NULL CHECK (min_age BETWEEN 1 AND 150),
  state TEXT NOT NULL CHECK (state IN ('asked', 'ready', 'proved', 'refused', 'cancelled', 'expired')),
  url TEXT NOT NULL DEFAULT '', staff_id INTEGER, created_us INTEGER NOT NULL, changed_us INTEGER NOT NULL, expires_us INTEGER NOT NULL
) STRICT;

CREATE TABLE approval (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  approver_id INTEGER NOT NULL REFERENCES staff(id), requester_id INTEGER NOT NULL REFERENCES staff(id),
  action TEXT NOT NULL, reason TEXT NOT NULL, created_us INTEGER NOT NULL, expires_us INTEGER NOT NULL, used_us INTEGER, request_sha BLOB, cart BLOB, cart_version INTEGER,
  CHECK (approver_id <> requester_id)
) STRICT;

CREATE TABLE approval_request (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  requester_id INTEGER NOT NULL REFERENCES staff(id), terminal_id INTEGER NOT NULL REFERENCES terminal(id),
  action TEXT NOT NULL, title TEXT NOT NULL, before TEXT NOT NULL DEFAULT '', after TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  method TEXT NOT NULL, path TEXT NOT NULL, body TEXT NOT NULL,          -- the call that it is for, as it will be made again
  request_sha BLOB NOT NULL CHECK (length(request_sha) = 32),
  cart BLOB CHECK (length(cart) = 16), cart_version INTEGER,             -- no reference: carts are cleared away
  cart_total INTEGER, cart_lines INTEGER,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'approved', 'denied', 'withdrawn')),
  decided_by INTEGER REFERENCES staff(id), decided_us INTEGER, note TEXT NOT NULL DEFAULT '',
  approval_id INTEGER REFERENCES approval(id),
  created_us INTEGER NOT NULL, expires_us INTEGER NOT NULL,
  CHECK ((state = 'pending') = (decided_us IS NULL)), CHECK ((state = 'approved') = (approval_id IS NOT NULL)),
  CHECK ((cart IS NULL) = (cart_version IS NULL)), CHECK (decided_by IS NULL OR state = 'withdrawn' OR decided_by <> requester_id)
) STRICT;

CREATE TABLE article_terms (             -- what selling an article takes: serial numbers, a warranty, issued codes, shares of others
  variant_id INTEGER PRIMARY KEY REFERENCES product_variant(id), document TEXT NOT NULL CHECK (json_valid(document))
) STRICT;

CREATE TABLE attempt_line (            -- what the terminal wants on paper
  attempt_id INTEGER NOT NULL REFERENCES payment_attempt(id), position INTEGER NOT NULL CHECK (position > 0),
  copy TEXT NOT NULL CHECK (copy IN ('merchant', 'customer', 'admin')), text TEXT NOT NULL,
  centred INTEGER NOT NULL, double_width INTEGER NOT NULL, double_height INTEGER NOT NULL, indent INTEGER NOT NULL,
  PRIMARY KEY (attempt_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_entry (
  id INTEGER PRIMARY KEY, at_us INTEGER NOT NULL, staff_id INTEGER, approver_id INTEGER, terminal_id INTEGER,
  action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL CHECK (json_valid(detail))
, hash BLOB CHECK (hash IS NULL OR length(hash) = 32)) STRICT;

CREATE TABLE barcode (
  code TEXT NOT NULL PRIMARY KEY CHECK (code <> ''), variant_id INTEGER NOT NULL REFERENCES product_variant(id),
  kind TEXT NOT NULL CHECK (kind IN ('gtin', 'plain', 'in_store'))
) STRICT, WITHOUT ROWID;

CREATE TABLE barcode_former (                          -- variant_id NULL: nobody had this code
  code TEXT NOT NULL PRIMARY KEY, generation INTEGER NOT NULL, variant_id INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE capability_as_of (          -- until when what the hub sent was known to be equal to the hub's, kept over restarts
  id INTEGER PRIMARY KEY CHECK (id = 1), masters_us INTEGER NOT NULL, staff_us INTEGER NOT NULL
) STRICT;

CREATE TABLE capability_confirmation (   -- a manager said yes to old data for a day
  business_date TEXT PRIMARY KEY, staff_id INTEGER NOT NULL REFERENCES staff(id), at_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE capability_decision (       -- every act that the matrix limited or queued; its events carry the same in their metadata
  id INTEGER PRIMARY KEY, at_us INTEGER NOT NULL, operation TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, mode TEXT NOT NULL,
  revision INTEGER NOT NULL, policy_version TEXT NOT NULL, amount INTEGER, staff_id INTEGER REFERENCES staff(id),
  correlation_id TEXT NOT NULL
) STRICT;

CREATE TABLE capability_policy (         -- what narrows schema/capabilities.yaml: the hub's, or this store's own while it stands alone
  id INTEGER PRIMARY KEY CHECK (id = 1), document TEXT NOT NULL CHECK (json_valid(document)), updated_us INTEGER NOT NULL
) STRICT;

CREATE TABLE capability_result (         -- every changed result of the evaluation
  revision INTEGER PRIMARY KEY, at_us INTEGER NOT NULL, mode TEXT NOT NULL, cause TEXT NOT NULL, since_us INTEGER NOT NULL,
  policy_version TEXT NOT NULL, changes TEXT NOT NULL CHECK (json_valid(changes))   -- {operation: [state, reason]} against the one before
) STRICT;

CREATE TABLE carried_hash (
  epoch INTEGER NOT NULL, epoch_seq INTEGER NOT NULL CHECK (epoch_seq > 0), hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (epoch, epoch_seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE cart (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  status TEXT NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'SUSPENDED', 'CHECKED_OUT', 'VOIDED', 'EXPIRED')),
  register_id INTEGER NOT NULL REFERENCES register(id), terminal_id INTEGER, staff_id INTEGER NOT NULL,
  person_id INTEGER, affiliate_code TEXT, note TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
  next_item INTEGER NOT NULL DEFAULT 1, close_reason TEXT, created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL
) STRICT;

CREATE TABLE cart_discount (
  cart_id INTEGER NOT NULL REFERENCES cart(id), discount INTEGER NOT NULL, item INTEGER,   -- NULL: the whole cart
  kind TEXT NOT NULL CHECK (kind IN ('percent', 'amount')), value INTEGER NOT NULL CHECK (value > 0),
  reason TEXT NOT NULL, staff_id INTEGER NOT NULL, approver_id INTEGER, PRIMARY KEY (cart_id, discount)
) STRICT, WITHOUT ROWID;

CREATE TABLE cart_item (
  cart_id INTEGER NOT NULL REFERENCES cart(id), item INTEGER NOT NULL CHECK (item > 0),  -- its id is the cart's with this part
  variant_id INTEGER, sku TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL, tax_category_id INTEGER NOT NULL,
  quantity_micro INTEGER NOT NULL CHECK (quantity_micro <> 0),
  unit_price INTEGER, price_reason TEXT, price_staff_id INTEGER, approver_id INTEGER,  -- NULL: the price books decide
  label_amount INTEGER, discountable INTEGER NOT NULL DEFAULT 1, note TEXT NOT NULL DEFAULT '',
  return_order_id INTEGER, return_position INTEGER, return_reason TEXT, return_condition TEXT,
  created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL, value_account_id INTEGER REFERENCES value_account(id), PRIMARY KEY (cart_id, item),
  CHECK ((return_order_id IS NULL) = (return_position IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE cart_item_terms (
  cart_id INTEGER NOT NULL, item INTEGER NOT NULL, document TEXT NOT NULL CHECK (json_valid(document)), PRIMARY KEY (cart_id, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE cart_promotion (
  cart_id INTEGER NOT NULL REFERENCES cart(id), promotion_id INTEGER NOT NULL REFERENCES promotion_code(id),
  applied_us INTEGER NOT NULL, PRIMARY KEY (cart_id, promotion_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE cart_terms (cart_id INTEGER PRIMARY KEY REFERENCES cart(id), document TEXT NOT NULL CHECK (json_valid(document))) STRICT;

CREATE TABLE cash_movement (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), shift_id INTEGER NOT NULL REFERENCES shift(id),
  kind TEXT NOT NULL CHECK (kind IN ('payIn', 'payOut', 'drop', 'noSale')), amount INTEGER NOT NULL CHECK (amount >= 0),
  reason TEXT NOT NULL, staff_id INTEGER NOT NULL, approver_id INTEGER, at_us INTEGER NOT NULL,
  CHECK ((kind = 'noSale') = (amount = 0))
) STRICT;

CREATE TABLE category (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), name TEXT NOT NULL, slug TEXT NOT NULL UNIQUE,
  parent_id INTEGER REFERENCES category(id), sort_order INTEGER NOT NULL DEFAULT 0,
  created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL, CHECK (parent_id <> id)
) STRICT;

CREATE TABLE day_seal (
  number INTEGER PRIMARY KEY CHECK (number > 0), business_date TEXT NOT NULL CHECK (length(business_date) = 10),
  document TEXT NOT NULL CHECK (json_valid(document)),           -- these very bytes are signed
  sha BLOB NOT NULL CHECK (length(sha) = 32), generation INTEGER NOT NULL REFERENCES journal_key(generation),
  signature BLOB NOT NULL CHECK (length(signature) = 64), event_seq INTEGER NOT NULL, staff_id INTEGER, closed_us INTEGER NOT NULL
) STRICT;

CREATE TABLE day_seal_register (         -- where each register stood at a seal: the next one goes on from here
  seal INTEGER NOT NULL REFERENCES day_seal(number), register_id INTEGER NOT NULL REFERENCES register(id),
  last_record INTEGER NOT NULL, last_receipt INTEGER NOT NULL, hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (register_id, seal)
) STRICT, WITHOUT ROWID;

CREATE TABLE day_seal_shift (            -- a closed shift's cash stands in one seal alone
  shift_id INTEGER PRIMARY KEY REFERENCES shift(id), seal INTEGER NOT NULL REFERENCES day_seal(number)
) STRICT;

CREATE TABLE dead_letter (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  direction TEXT NOT NULL CHECK (direction IN ('up', 'down')), epoch INTEGER, epoch_seq INTEGER, dataset TEXT, row_key TEXT,
  event_type TEXT NOT NULL, error_class TEXT NOT NULL, detail TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 1,
  status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'released', 'replayed', 'discarded')),
  reviewed_by TEXT, notes TEXT NOT NULL DEFAULT '', first_us INTEGER NOT NULL, last_us INTEGER NOT NULL, corrected TEXT CHECK (corrected IS NULL OR json_valid(corrected)), corrected_us INTEGER,
  CHECK ((direction = 'up') = (epoch_seq IS NOT NULL)), CHECK ((direction = 'down') = (row_key IS NOT NULL))
) STRICT;

CREATE TABLE device (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  kind TEXT NOT NULL CHECK (kind IN ('receipt_printer', 'scale', 'scanner', 'customer_display', 'card_terminal', 'cash_drawer')),
  name TEXT NOT NULL CHECK (name <> ''), address TEXT NOT NULL CHECK (address <> ''),
  profile TEXT NOT NULL DEFAULT '',                                    -- of the model; empty: unknown
  settings TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(settings)),   -- what only its driver understands
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL, removed_us INTEGER
, secret TEXT NOT NULL DEFAULT '', traced INTEGER NOT NULL DEFAULT 1 CHECK (traced IN (0, 1))) STRICT;

CREATE TABLE device_claim (
  device_id INTEGER PRIMARY KEY REFERENCES device(id), terminal_id INTEGER NOT NULL REFERENCES terminal(id),
  staff_id INTEGER NOT NULL REFERENCES staff(id), since_us INTEGER NOT NULL, expires_us INTEGER NOT NULL,
  CHECK (expires_us > since_us)
) STRICT;

CREATE TABLE device_register (
  register_id INTEGER NOT NULL REFERENCES register(id), device_id INTEGER NOT NULL REFERENCES device(id),
  since_us INTEGER NOT NULL,                                           -- what was sold before is not printed on it
  PRIMARY KEY (register_id, device_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE epoch_request (id INTEGER PRIMARY KEY CHECK (id = 1), body TEXT NOT NULL CHECK (json_valid(body))) STRICT;

CREATE TABLE event_epoch (
  epoch INTEGER PRIMARY KEY CHECK (epoch > 0), base_seq INTEGER NOT NULL CHECK (base_seq >= 0),
  own_after INTEGER NOT NULL, reason TEXT NOT NULL, begun_us INTEGER NOT NULL, CHECK (own_after >= base_seq)
) STRICT;

CREATE TABLE event_log (
  seq INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, event_id BLOB NOT NULL CHECK (length(event_id) = 16), type TEXT NOT NULL,
  aggregate_type TEXT NOT NULL, aggregate_id BLOB NOT NULL CHECK (length(aggregate_id) = 16),
  body BLOB, body_coding INTEGER NOT NULL DEFAULT 0 CHECK (body_coding IN (0, 1)),  -- 1: zstd with the event dictionary
  body_sha BLOB NOT NULL CHECK (length(body_sha) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32), recorded_us INTEGER NOT NULL
) STRICT;

CREATE TABLE exception_seen (
  exception TEXT PRIMARY KEY, mark TEXT NOT NULL, staff_id INTEGER NOT NULL, note TEXT NOT NULL DEFAULT '', at_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE feed_digest (                             -- per data set: 256 bucket sums, 32 bytes each
  dataset TEXT PRIMARY KEY, row_count INTEGER NOT NULL, root TEXT NOT NULL, buckets BLOB NOT NULL CHECK (length(buckets) = 8192)
, changed_us INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;

CREATE TABLE feed_load (
  dataset TEXT PRIMARY KEY, row_count INTEGER NOT NULL, buckets BLOB NOT NULL CHECK (length(buckets) = 8192), applied_key TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE feed_part (part INTEGER PRIMARY KEY) STRICT;

CREATE TABLE feed_row (
  dataset TEXT NOT NULL, row_key TEXT NOT NULL, row_version INTEGER NOT NULL, body_sha BLOB NOT NULL CHECK (length(body_sha) = 32),
  body TEXT NOT NULL, due_us INTEGER,                  -- not NULL: it comes into force then, by the store's clock
  trouble TEXT,                                        -- why the row is not in force here, NULL: it is
  PRIMARY KEY (dataset, row_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE feed_stage (
  dataset TEXT NOT NULL, row_key TEXT NOT NULL, op TEXT NOT NULL CHECK (op IN ('put', 'del')), row_version INTEGER NOT NULL,
  body TEXT, PRIMARY KEY (dataset, row_key), CHECK ((op = 'put') = (body IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE feed_state (
  id INTEGER PRIMARY KEY CHECK (id = 1), staged_version INTEGER NOT NULL, staged_ordinal INTEGER NOT NULL,
  active_version INTEGER NOT NULL, loading TEXT CHECK (loading IS NULL OR json_valid(loading)), activated_us INTEGER NOT NULL
) STRICT;

CREATE TABLE first_start_step (
  step TEXT PRIMARY KEY CHECK (step IN ('catalogue', 'printer', 'hub', 'till', 'backup')),
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'skipped')), changed_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE fiscal_box (                -- one register's chain of signed receipts
  register_id INTEGER PRIMARY KEY REFERENCES register(id), cash_box TEXT NOT NULL UNIQUE, turnover_key TEXT NOT NULL,
  last_jws TEXT NOT NULL DEFAULT '', turnover INTEGER NOT NULL DEFAULT 0, receipts INTEGER NOT NULL DEFAULT 0,
  specials INTEGER NOT NULL DEFAULT 0, out_since_us INTEGER, last_month TEXT NOT NULL DEFAULT '', started_us INTEGER NOT NULL
, closed_us INTEGER) STRICT;

CREATE TABLE fiscal_receipt (
  id INTEGER PRIMARY KEY, register_id INTEGER NOT NULL REFERENCES register(id), position INTEGER,   -- in the chain; none: not in it
  order_id INTEGER UNIQUE REFERENCES orders(id), kind TEXT NOT NULL CHECK (kind IN ('sale', 'start', 'month', 'year', 'collective', 'end')),
  number TEXT NOT NULL, facts TEXT NOT NULL CHECK (json_valid(facts)),                              -- what the unit is told
  state TEXT NOT NULL CHECK (state IN ('undecided', 'registered', 'postponed', 'skipped', 'marked')),
  jws TEXT, problem TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', staff_id INTEGER, approver_id INTEGER,
  collected_by INTEGER REFERENCES fiscal_receipt(id), at_us INTEGER NOT NULL, decided_us INTEGER,
  UNIQUE (register_id, position), UNIQUE (register_id, number),
  CHECK ((jws IS NULL) = (position IS NULL)), CHECK (order_id IS NOT NULL OR kind <> 'sale')
) STRICT;

CREATE TABLE fiscal_record (
  register_id INTEGER NOT NULL REFERENCES register(id), number INTEGER NOT NULL CHECK (number > 0), kind TEXT NOT NULL,
  event_seq INTEGER NOT NULL, document_sha BLOB NOT NULL CHECK (length(document_sha) = 32),  -- the document is that event's body
  hash BLOB NOT NULL CHECK (length(hash) = 32), at_us INTEGER NOT NULL, PRIMARY KEY (register_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE fiscal_setting (            -- none: no fiscal unit is asked
  id INTEGER PRIMARY KEY CHECK (id = 1), document TEXT NOT NULL CHECK (json_valid(document)), changed_us INTEGER NOT NULL
) STRICT;

CREATE TABLE fiscal_unit (               -- what signs receipts; a software one has its key here, under the field keys
  serial TEXT PRIMARY KEY, private_key TEXT NOT NULL, public_key BLOB NOT NULL CHECK (length(public_key) = 65),
  active INTEGER NOT NULL CHECK (active IN (0, 1)), out_reason TEXT NOT NULL DEFAULT '', added_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE foreign_order (
  order_id BLOB NOT NULL PRIMARY KEY CHECK (length(order_id) = 16),
  site_id TEXT NOT NULL,
  site_name TEXT NOT NULL,
  receipt_number TEXT NOT NULL,
  currency TEXT NOT NULL,
  total INTEGER NOT NULL,
  business_date TEXT NOT NULL,
  document TEXT NOT NULL,                      -- {createdAt, items: [{position, sku, …}]}
  verified TEXT NOT NULL CHECK (verified IN ('hub', 'signature')),
  seen_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE foreign_return (
  order_id INTEGER NOT NULL REFERENCES orders(id),
  position INTEGER NOT NULL,
  sold_site TEXT NOT NULL,
  sold_order BLOB NOT NULL CHECK (length(sold_order) = 16),
  sold_position INTEGER NOT NULL,
  receipt_number TEXT NOT NULL,
  quantity_micro INTEGER NOT NULL,             -- above 0
  amount INTEGER NOT NULL,                     -- paid back, minor units
  claim_id BLOB,                               -- the hub's hold; none: provisional, the hub settles it when it hears
  verified TEXT NOT NULL CHECK (verified IN ('hub', 'signature')),
  PRIMARY KEY (order_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE fraud_check (
  cart_id INTEGER NOT NULL PRIMARY KEY REFERENCES cart(id),
  verdict TEXT NOT NULL CHECK (verdict IN ('pass', 'review', 'hold', 'unchecked')),
  amount INTEGER NOT NULL,                     -- of the cart as it was asked about, minor units
  rule TEXT,
  reason TEXT,
  rules_version TEXT,
  call_id BLOB,
  at_us INTEGER NOT NULL
) STRICT;

CREATE TABLE gift_card_article (
  variant_id INTEGER PRIMARY KEY REFERENCES product_variant(id), since_us INTEGER NOT NULL
) STRICT;

CREATE TABLE hub_directive (
  id INTEGER PRIMARY KEY, directive_id BLOB NOT NULL UNIQUE CHECK (length(directive_id) = 16),
  kind TEXT NOT NULL, direction TEXT NOT NULL, reason TEXT NOT NULL, ordered_by TEXT NOT NULL,
  ordered_us INTEGER NOT NULL, taken_us INTEGER NOT NULL,   -- by the hub's clock; by this store's
  run_uuid BLOB CHECK (run_uuid IS NULL OR length(run_uuid) = 16),
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed')), detail TEXT NOT NULL DEFAULT '', told TEXT
) STRICT;

CREATE TABLE idempotency_answer (
  id INTEGER PRIMARY KEY, status INTEGER NOT NULL, headers TEXT NOT NULL, body BLOB NOT NULL
) STRICT;

CREATE TABLE idempotency_key (
  id INTEGER PRIMARY KEY, key_hash BLOB NOT NULL CHECK (length(key_hash) = 16), request_sha BLOB NOT NULL CHECK (length(request_sha) = 16),
  at_us INTEGER NOT NULL
) STRICT;

CREATE TABLE in_store_rule (
  prefix TEXT NOT NULL PRIMARY KEY, item_digits INTEGER NOT NULL CHECK (item_digits BETWEEN 3 AND 7),
  value_digits INTEGER NOT NULL CHECK (value_digits BETWEEN 0 AND 7),
  kind TEXT NOT NULL CHECK (kind IN ('weight', 'price', 'count', 'none')), decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 5),
  price_verifier INTEGER NOT NULL DEFAULT 0 CHECK (price_verifier IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE journal_head (              -- every register's newest record, signed some seconds after it was written
  id INTEGER PRIMARY KEY, document TEXT NOT NULL CHECK (json_valid(document)), generation INTEGER NOT NULL REFERENCES journal_key(generation),
  signature BLOB NOT NULL CHECK (length(signature) = 64), at_us INTEGER NOT NULL
) STRICT;

CREATE TABLE journal_key (               -- public parts; the seed follows from the appliance's secret and the generation
  generation INTEGER PRIMARY KEY CHECK (generation > 0), public_key BLOB NOT NULL UNIQUE CHECK (length(public_key) = 32),
  endorsement BLOB CHECK (endorsement IS NULL OR length(endorsement) = 64),   -- by the key before; none: it was not there any more
  reason TEXT NOT NULL, made_us INTEGER NOT NULL
) STRICT;

CREATE TABLE "kitchen_ticket" (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  cart_id INTEGER REFERENCES cart(id), order_id INTEGER REFERENCES orders(id), register_id INTEGER NOT NULL REFERENCES register(id),
  kind TEXT NOT NULL CHECK (kind IN ('fire', 'change', 'void', 'move')), course INTEGER NOT NULL DEFAULT 0 CHECK (course >= 0),
  document TEXT NOT NULL CHECK (json_valid(document)),                 -- table, guests, who, the lines; as they were then
  created_us INTEGER NOT NULL, ready_us INTEGER,
  CHECK ((cart_id IS NULL) <> (order_id IS NULL))
) STRICT;

CREATE TABLE layaway (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'pickingUp', 'pickedUp', 'cancelling', 'cancelled')),
  cart_id INTEGER NOT NULL UNIQUE REFERENCES cart(id),                  -- the goods, at the prices of that day
  account_id INTEGER NOT NULL UNIQUE REFERENCES value_account(id), person_id INTEGER NOT NULL REFERENCES person(id),
  total INTEGER NOT NULL CHECK (total > 0), currency TEXT NOT NULL,
  due_on TEXT NOT NULL CHECK (length(due_on) = 10),                     -- the last day to pick up
  note TEXT NOT NULL DEFAULT '', fee INTEGER NOT NULL DEFAULT 0 CHECK (fee >= 0),  -- kept when it was cancelled
  order_id INTEGER REFERENCES orders(id),                               -- that handed the goods out, or paid back
  staff_id INTEGER NOT NULL, utc_offset_min INTEGER NOT NULL, created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL,
  CHECK ((status = 'open') = (order_id IS NULL))
) STRICT;

CREATE TABLE layout (
  version INTEGER PRIMARY KEY CHECK (version > 0), document TEXT NOT NULL CHECK (json_valid(document)),
  staff_id INTEGER, at_us INTEGER NOT NULL
) STRICT;

CREATE TABLE location (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), code TEXT NOT NULL UNIQUE, name TEXT NOT NULL
) STRICT;

CREATE TABLE log_cursor (name TEXT PRIMARY KEY, seq INTEGER NOT NULL CHECK (seq >= 0)) STRICT, WITHOUT ROWID;

CREATE TABLE loyalty_earning (
  order_id INTEGER NOT NULL REFERENCES orders(id), rule INTEGER NOT NULL, account_id INTEGER NOT NULL REFERENCES value_account(id),
  version INTEGER NOT NULL, base INTEGER NOT NULL, points INTEGER NOT NULL CHECK (points >= 0), basis TEXT NOT NULL CHECK (json_valid(basis)),
  base_back INTEGER NOT NULL DEFAULT 0, points_back INTEGER NOT NULL DEFAULT 0, points_short INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (order_id, rule), CHECK (points_back BETWEEN 0 AND points), CHECK (points_short BETWEEN 0 AND points_back)
) STRICT, WITHOUT ROWID;

CREATE TABLE masters_shown (
  id INTEGER PRIMARY KEY CHECK (id = 1), generation INTEGER NOT NULL,
  target_version INTEGER,                              -- not NULL: this version is being written, unseen
  reason TEXT NOT NULL DEFAULT ''                      -- `version`, or `due` for rows whose day has come
, last_variant INTEGER NOT NULL DEFAULT 9223372036854775807, last_product INTEGER NOT NULL DEFAULT 9223372036854775807) STRICT;

CREATE TABLE offline_card (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), order_id INTEGER NOT NULL REFERENCES orders(id),
  register_id INTEGER NOT NULL REFERENCES register(id), amount INTEGER NOT NULL CHECK (amount > 0), reference TEXT NOT NULL,
  taken_us INTEGER NOT NULL, outcome TEXT CHECK (outcome IN ('forwarded', 'declined', 'voided')),
  outcome_note TEXT NOT NULL DEFAULT '', staff_id INTEGER, outcome_us INTEGER,
  CHECK ((outcome IS NULL) = (outcome_us IS NULL))
) STRICT;

CREATE TABLE offline_card_policy (
  id INTEGER PRIMARY KEY CHECK (id = 1), max_per_sale INTEGER NOT NULL CHECK (max_per_sale > 0),
  max_per_till INTEGER NOT NULL CHECK (max_per_till > 0), max_store INTEGER NOT NULL CHECK (max_store > 0),
  max_hours INTEGER NOT NULL CHECK (max_hours BETWEEN 1 AND 72),
  terminals TEXT NOT NULL CHECK (json_valid(terminals)),               -- protocols, as in device.profile
  staff_id INTEGER NOT NULL, updated_us INTEGER NOT NULL
) STRICT;

CREATE TABLE order_address (
  order_id INTEGER PRIMARY KEY REFERENCES orders(id), name TEXT NOT NULL DEFAULT '', line1 TEXT NOT NULL, line2 TEXT, city TEXT NOT NULL, state TEXT,
  postal_code TEXT NOT NULL, country TEXT NOT NULL CHECK (length(country) = 2), created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL
) STRICT;

CREATE TABLE order_attribution (
  order_id INTEGER PRIMARY KEY REFERENCES orders(id), partner_id INTEGER NOT NULL REFERENCES affiliate_partner(id), referral_code TEXT,
  affiliate_source TEXT NOT NULL CHECK (affiliate_source IN ('INBOUND', 'OUTBOUND')), created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL
) STRICT;

CREATE TABLE order_card (
  order_id INTEGER NOT NULL REFERENCES orders(id), position INTEGER NOT NULL, account_id INTEGER NOT NULL REFERENCES value_account(id),
  amount INTEGER NOT NULL CHECK (amount > 0), PRIMARY KEY (order_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_item (
  order_id INTEGER NOT NULL REFERENCES orders(id), position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 32767),
  variant_id INTEGER, sku TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL,
  quantity_micro INTEGER NOT NULL CHECK (quantity_micro <> 0), unit_price INTEGER NOT NULL, list_price INTEGER,
  subtotal INTEGER NOT NULL, discount INTEGER NOT NULL, amount INTEGER NOT NULL, net INTEGER NOT NULL, tax INTEGER NOT NULL,
  total INTEGER NOT NULL, tax_code TEXT NOT NULL, detail TEXT,  -- taxes beyond one, discounts, reasons: JSON, NULL when plain
  original_order_id INTEGER, original_position INTEGER, reason TEXT, condition TEXT,
  PRIMARY KEY (order_id, position), CHECK (net + tax = total), CHECK (subtotal - discount = amount)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_item_returned (   -- what has come back of a sold line, in all
  order_id INTEGER NOT NULL, position INTEGER NOT NULL, quantity_micro INTEGER NOT NULL CHECK (quantity_micro > 0),
  net INTEGER NOT NULL, tax INTEGER NOT NULL, discount INTEGER NOT NULL,
  PRIMARY KEY (order_id, position), FOREIGN KEY (order_id, position) REFERENCES order_item(order_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_leave (
  order_id INTEGER NOT NULL PRIMARY KEY REFERENCES orders(id),
  capabilities TEXT CHECK (capabilities IS NULL OR json_valid(capabilities)), fraud TEXT CHECK (fraud IS NULL OR json_valid(fraud))
) STRICT;

CREATE TABLE order_pricing (             -- what it takes to derive an order's figures again
  order_id INTEGER PRIMARY KEY REFERENCES orders(id), engine TEXT NOT NULL,
  rules TEXT NOT NULL CHECK (json_valid(rules)),                       -- rules that took something: [{"id","version"}]
  digest BLOB NOT NULL CHECK (length(digest) = 32)                     -- of the figures as pricing/price_answer.cpp says
) STRICT;

CREATE TABLE order_shipping (
  order_id INTEGER PRIMARY KEY REFERENCES orders(id), provider TEXT NOT NULL, method TEXT NOT NULL, tracking_number TEXT,
  status TEXT NOT NULL CHECK (status IN ('PENDING', 'SHIPPED', 'IN_TRANSIT', 'DELIVERED', 'RETURNED')),
  shipped_us INTEGER, delivered_us INTEGER, created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL
) STRICT;

CREATE TABLE order_tax (
  order_id INTEGER NOT NULL REFERENCES orders(id), code TEXT NOT NULL, name TEXT NOT NULL, rate_micro INTEGER NOT NULL,
  included INTEGER NOT NULL, base INTEGER NOT NULL, amount INTEGER NOT NULL, treatment TEXT NOT NULL DEFAULT '' CHECK (treatment IN ('', 'exempt', 'reverse_charge')), PRIMARY KEY (order_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_terms (order_id INTEGER PRIMARY KEY REFERENCES orders(id), document TEXT NOT NULL CHECK (json_valid(document))) STRICT;

CREATE TABLE orders (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  kind TEXT NOT NULL CHECK (kind IN ('sale', 'return', 'exchange', 'void')),
  status TEXT NOT NULL CHECK (status IN ('PENDING_PAYMENT', 'PAID', 'AWAITING_PRODUCTION', 'READY_TO_SHIP', 'SHIPPED', 'DELIVERED', 'CANCELLED')),
  register_id INTEGER NOT NULL REFERENCES register(id), shift_id INTEGER NOT NULL REFERENCES shift(id),
  receipt INTEGER CHECK (receipt > 0), staff_id INTEGER NOT NULL, terminal_id INTEGER, person_id INTEGER,
  currency TEXT NOT NULL, subtotal INTEGER NOT NULL, discount INTEGER NOT NULL, net INTEGER NOT NULL, tax INTEGER NOT NULL,
  total INTEGER NOT NULL, rounding INTEGER NOT NULL DEFAULT 0, paid INTEGER NOT NULL, change_due INTEGER NOT NULL DEFAULT 0,
  original_order_id INTEGER REFERENCES orders(id), voided_by INTEGER REFERENCES orders(id),
  business_date TEXT NOT NULL, utc_offset_min INTEGER NOT NULL, note TEXT NOT NULL DEFAULT '', external_ref TEXT,
  created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL, deleted_us INTEGER,
  CHECK (net + tax = total), CHECK (status = 'PENDING_PAYMENT' OR paid - change_due = total + rounding),
  CHECK ((status = 'PENDING_PAYMENT') = (receipt IS NULL) OR status = 'CANCELLED')
) STRICT;

CREATE TABLE pairing_code (
  id INTEGER PRIMARY KEY, code_hash BLOB NOT NULL CHECK (length(code_hash) = 32), register_id INTEGER REFERENCES register(id),
  uses_left INTEGER NOT NULL CHECK (uses_left >= 0), created_us INTEGER NOT NULL, expires_us INTEGER NOT NULL
, selector TEXT NOT NULL DEFAULT '', scalar TEXT, tries_left INTEGER NOT NULL DEFAULT 5 CHECK (tries_left >= 0)) STRICT;

CREATE TABLE payment (
  order_id INTEGER NOT NULL REFERENCES orders(id), position INTEGER NOT NULL CHECK (position > 0),
  tender_id INTEGER NOT NULL REFERENCES tender(id), amount INTEGER NOT NULL,       -- what it settles, store currency; negative: paid back
  tendered INTEGER NOT NULL, currency TEXT NOT NULL, foreign_amount INTEGER, rate_micro INTEGER,
  reference TEXT, attempt_id INTEGER, at_us INTEGER NOT NULL, tip INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (order_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE payment_attempt (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), order_id INTEGER NOT NULL REFERENCES orders(id),
  register_id INTEGER NOT NULL REFERENCES register(id), device_id INTEGER NOT NULL REFERENCES device(id),
  tender_id INTEGER NOT NULL REFERENCES tender(id), kind TEXT NOT NULL CHECK (kind IN ('sale', 'refund', 'reversal')),
  state TEXT NOT NULL CHECK (state IN ('created', 'armed', 'running', 'unknown', 'approved', 'declined', 'cancelled', 'notCharged',
    'reversing', 'reversed', 'manual', 'abandoned')),
  amount INTEGER NOT NULL CHECK (amount > 0),                          -- asked for; tip and cashback come on top
  tip INTEGER NOT NULL DEFAULT 0 CHECK (tip >= 0), cashback INTEGER NOT NULL DEFAULT 0 CHECK (cashback >= 0),
  currency TEXT NOT NULL, reference TEXT NOT NULL,
  reverses_id INTEGER REFERENCES payment_attempt(id),
  original TEXT CHECK (original IS NULL OR json_valid(original)),                          -- the terminal's numbers of what is reversed
  note TEXT,                                                           -- the driver's own
  result TEXT CHECK (result IS NULL OR json_valid(result)),                              -- what the terminal said
  decision TEXT CHECK (decision IS NULL OR json_valid(decision)),                          -- what a person found out instead
  decision_told INTEGER NOT NULL DEFAULT 1 CHECK (decision_told IN (0, 1)),
  contradiction TEXT NOT NULL DEFAULT '',
  approved INTEGER NOT NULL DEFAULT 0 CHECK (approved >= 0),           -- goods; 0 unless approved
  tip_taken INTEGER NOT NULL DEFAULT 0, cashback_taken INTEGER NOT NULL DEFAULT 0,  -- negative: given back by a reversal
  staff_id INTEGER NOT NULL, created_us INTEGER NOT NULL, armed_us INTEGER, updated_us INTEGER NOT NULL,
  CHECK (state IN ('created', 'abandoned', 'cancelled') OR armed_us IS NOT NULL),
  CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL))
) STRICT;

CREATE TABLE pending_order (
  order_id INTEGER PRIMARY KEY REFERENCES orders(id), cart_id INTEGER REFERENCES cart(id),
  rounding INTEGER NOT NULL, paid INTEGER NOT NULL, change_due INTEGER NOT NULL,  -- when all goes as planned
  promotions TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(promotions)),          -- [{code, amount}]
  giving_up INTEGER NOT NULL DEFAULT 0 CHECK (giving_up IN (0, 1)), reason TEXT NOT NULL DEFAULT ''
, derivation TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE pending_payment (
  order_id INTEGER NOT NULL REFERENCES pending_order(order_id), position INTEGER NOT NULL CHECK (position > 0),
  tender_id INTEGER NOT NULL REFERENCES tender(id), amount INTEGER NOT NULL, tendered INTEGER NOT NULL,
  foreign_amount INTEGER, rate_micro INTEGER, reference TEXT, attempt_id INTEGER REFERENCES payment_attempt(id), tip INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (order_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  name TEXT NOT NULL, email TEXT, phone TEXT, note TEXT NOT NULL DEFAULT '',
  account_limit INTEGER NOT NULL DEFAULT 0 CHECK (account_limit >= 0), account_balance INTEGER NOT NULL DEFAULT 0,
  created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL, erased_us INTEGER
) STRICT;

CREATE TABLE person_group (
  person_id INTEGER NOT NULL REFERENCES person(id), group_code TEXT NOT NULL CHECK (group_code <> ''), PRIMARY KEY (person_id, group_code)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_hub (
  person_id INTEGER NOT NULL PRIMARY KEY REFERENCES person(id),
  state TEXT NOT NULL CHECK (state IN ('confirmed', 'provisional', 'review')), call_id BLOB CHECK (length(call_id) = 16),
  changed_us INTEGER NOT NULL
) STRICT;

CREATE TABLE person_terms (              -- of business customers; customers without a row pay at once and every tax
  person_id INTEGER PRIMARY KEY REFERENCES person(id), net_days INTEGER CHECK (net_days BETWEEN 1 AND 365),
  exempt_number TEXT, exempt_until_us INTEGER,                         -- the certificate; its last moment
  exempt_taxes TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(exempt_taxes)), tax_number TEXT, tax_country TEXT CHECK ((tax_number IS NULL) = (tax_country IS NULL)),  -- codes of tax rates; []: every tax
  CHECK (exempt_number IS NOT NULL OR exempt_until_us IS NULL)
) STRICT;

CREATE TABLE person_token (
  token BLOB NOT NULL CHECK (length(token) = 8), person_id INTEGER NOT NULL REFERENCES person(id), PRIMARY KEY (token, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE points_share (
  hold_id INTEGER NOT NULL REFERENCES value_hold(id), position INTEGER NOT NULL,   -- of the order's line
  points INTEGER NOT NULL CHECK (points >= 0),
  given_back INTEGER NOT NULL DEFAULT 0 CHECK (given_back BETWEEN 0 AND points),
  PRIMARY KEY (hold_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE price (
  variant_id INTEGER NOT NULL REFERENCES product_variant(id), price_book_id INTEGER NOT NULL REFERENCES price_book(id),
  min_quantity_micro INTEGER NOT NULL DEFAULT 0 CHECK (min_quantity_micro >= 0), from_us INTEGER NOT NULL DEFAULT 0,
  to_us INTEGER, amount INTEGER NOT NULL CHECK (amount >= 0),
  PRIMARY KEY (variant_id, price_book_id, min_quantity_micro, from_us)
) STRICT, WITHOUT ROWID;

CREATE TABLE price_book (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), code TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  sales_channel_id TEXT, currency TEXT NOT NULL CHECK (length(currency) = 3), priority INTEGER NOT NULL DEFAULT 0,
  from_us INTEGER, to_us INTEGER, active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL, CHECK (from_us IS NULL OR to_us IS NULL OR from_us < to_us)
) STRICT;

CREATE TABLE price_book_former (
  price_book_id INTEGER PRIMARY KEY, generation INTEGER NOT NULL, existed INTEGER NOT NULL CHECK (existed IN (0, 1)),
  priority INTEGER, from_us INTEGER, to_us INTEGER, active INTEGER
) STRICT;

CREATE TABLE price_change (              -- of base prices; books keep their prices with their dates
  id INTEGER PRIMARY KEY, variant_id INTEGER NOT NULL, at_us INTEGER NOT NULL, former INTEGER, amount INTEGER   -- NULL: none
) STRICT;

CREATE TABLE price_difference (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  cart BLOB NOT NULL CHECK (length(cart) = 16), version INTEGER NOT NULL, foreseen INTEGER NOT NULL, answered INTEGER NOT NULL,
  engine TEXT NOT NULL, terminal_id INTEGER, at_us INTEGER NOT NULL
) STRICT;

CREATE TABLE price_down (                -- its price lies in the price book `price-down`, which wins over all others
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  variant_id INTEGER NOT NULL REFERENCES product_variant(id), amount INTEGER NOT NULL CHECK (amount >= 0),
  former INTEGER NOT NULL,                                             -- what one cost when it was taken down
  from_us INTEGER NOT NULL, to_us INTEGER NOT NULL,                    -- from <= now < to; ended before its time: that time
  reason TEXT NOT NULL CHECK (reason <> ''), staff_id INTEGER REFERENCES staff(id), approver_id INTEGER REFERENCES staff(id),
  created_us INTEGER NOT NULL, ended_us INTEGER, ended_by INTEGER REFERENCES staff(id), CHECK (from_us <= to_us)
) STRICT;

CREATE TABLE price_former (
  variant_id INTEGER NOT NULL, price_book_id INTEGER NOT NULL, min_quantity_micro INTEGER NOT NULL, from_us INTEGER NOT NULL,
  to_us INTEGER, amount INTEGER NOT NULL, PRIMARY KEY (variant_id, price_book_id, min_quantity_micro, from_us)
) STRICT, WITHOUT ROWID;

CREATE TABLE price_held (                              -- variants whose prices of books are those of price_former
  variant_id INTEGER PRIMARY KEY, generation INTEGER NOT NULL
) STRICT;

CREATE TABLE "print_job" (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  device_id INTEGER NOT NULL REFERENCES device(id), register_id INTEGER REFERENCES register(id),
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'copy', 'gift', 'x_report', 'test', 'drawer_kick', 'kitchen')),
  order_id INTEGER REFERENCES orders(id), shift_id INTEGER REFERENCES shift(id), ticket_id INTEGER REFERENCES "kitchen_ticket"(id),
  copy INTEGER NOT NULL DEFAULT 0 CHECK (copy >= 0),
  opens_drawer INTEGER NOT NULL DEFAULT 0 CHECK (opens_drawer IN (0, 1)),
  drawer TEXT CHECK (drawer IN ('opened', 'sent', 'stayed_closed', 'already_open', 'not_sent', 'unknown')),
  state TEXT NOT NULL DEFAULT 'queued'
    CHECK (state IN ('queued', 'printing', 'sent', 'confirmed', 'unknown', 'failed', 'expired')),
  why TEXT NOT NULL DEFAULT '', retry_of INTEGER REFERENCES "print_job"(id), staff_id INTEGER,
  created_us INTEGER NOT NULL, changed_us INTEGER NOT NULL, expires_us INTEGER NOT NULL,
  CHECK ((kind IN ('receipt', 'copy', 'gift') OR (kind = 'kitchen' AND ticket_id IS NULL)) = (order_id IS NOT NULL)),
  CHECK (ticket_id IS NULL OR kind = 'kitchen'),
  CHECK ((kind = 'x_report') = (shift_id IS NOT NULL)),
  CHECK ((kind = 'copy') = (copy > 0)),
  CHECK (opens_drawer = 1 OR drawer IS NULL),
  CHECK (expires_us > created_us)
) STRICT;

CREATE TABLE product (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), name TEXT NOT NULL CHECK (name <> ''),
  description TEXT NOT NULL DEFAULT '', active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  tax_category_id INTEGER NOT NULL REFERENCES tax_category(id), min_age INTEGER CHECK (min_age BETWEEN 1 AND 99),
  created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL
) STRICT;

CREATE TABLE product_category (
  product_id INTEGER NOT NULL REFERENCES product(id), category_id INTEGER NOT NULL REFERENCES category(id),
  created_us INTEGER NOT NULL, PRIMARY KEY (product_id, category_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE product_category_former (
  product_id INTEGER NOT NULL, category_id INTEGER NOT NULL, PRIMARY KEY (product_id, category_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE product_former (
  product_id INTEGER PRIMARY KEY, generation INTEGER NOT NULL, existed INTEGER NOT NULL CHECK (existed IN (0, 1)),
  name TEXT, description TEXT, active INTEGER, tax_category_id INTEGER, min_age INTEGER
) STRICT;

CREATE TABLE product_image (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), product_id INTEGER NOT NULL REFERENCES product(id),
  url TEXT NOT NULL, alt_text TEXT NOT NULL DEFAULT '', sort_order INTEGER NOT NULL DEFAULT 0, created_us INTEGER NOT NULL
) STRICT;

CREATE VIRTUAL TABLE product_search USING fts5(name, terms, content='product_text', content_rowid='product_id',
  prefix='2 3', tokenize='unicode61 remove_diacritics 2');

CREATE TABLE 'product_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'product_search_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'product_search_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'product_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE product_text (product_id INTEGER PRIMARY KEY REFERENCES product(id), name TEXT NOT NULL, terms TEXT NOT NULL) STRICT;

CREATE TABLE product_variant (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), product_id INTEGER NOT NULL REFERENCES product(id),
  sku TEXT NOT NULL CHECK (sku <> ''), title TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL,                                                 -- what the receipt prints
  unit TEXT NOT NULL DEFAULT 'piece', decimals INTEGER NOT NULL DEFAULT 0 CHECK (decimals BETWEEN 0 AND 6),
  price_kind TEXT NOT NULL DEFAULT 'fixed' CHECK (price_kind IN ('fixed', 'open')),
  price INTEGER CHECK (price >= 0), currency TEXT NOT NULL CHECK (length(currency) = 3),   -- NULL price: none
  min_price INTEGER, max_price INTEGER,
  inventory_source TEXT NOT NULL DEFAULT 'store' CHECK (inventory_source IN ('store', 'none')),
  discountable INTEGER NOT NULL DEFAULT 1 CHECK (discountable IN (0, 1)),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)), created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL
) STRICT;

CREATE TABLE promotion_code (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), code TEXT NOT NULL UNIQUE COLLATE NOCASE,
  discount_type TEXT NOT NULL CHECK (discount_type IN ('PERCENTAGE', 'AMOUNT')),
  value INTEGER NOT NULL CHECK (value > 0),                           -- percent in millionths, or minor units
  valid_from_us INTEGER, valid_to_us INTEGER, max_redemptions INTEGER CHECK (max_redemptions > 0),
  max_per_person INTEGER CHECK (max_per_person > 0), min_subtotal INTEGER CHECK (min_subtotal > 0),
  redemptions INTEGER NOT NULL DEFAULT 0 CHECK (redemptions >= 0),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)), created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL,
  CHECK (discount_type = 'AMOUNT' OR value <= 100000000),
  CHECK (max_redemptions IS NULL OR redemptions <= max_redemptions)
) STRICT;

CREATE TABLE promotion_redemption (
  id INTEGER PRIMARY KEY, promotion_id INTEGER NOT NULL REFERENCES promotion_code(id), order_id INTEGER NOT NULL,
  person_id INTEGER, amount INTEGER NOT NULL, redeemed_us INTEGER NOT NULL
) STRICT;

CREATE TABLE promotion_rule (
  id INTEGER PRIMARY KEY, rule TEXT NOT NULL CHECK (rule <> ''), version INTEGER NOT NULL CHECK (version > 0),
  document TEXT NOT NULL CHECK (json_valid(document)),                 -- schema/promotion-rule.schema.json
  digest BLOB NOT NULL CHECK (length(digest) = 32),                    -- SHA-256 of the document
  created_us INTEGER NOT NULL, UNIQUE (rule, version)
) STRICT;

CREATE TABLE realtime_call (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  operation TEXT NOT NULL,
  dependency TEXT NOT NULL,
  request TEXT NOT NULL,
  undo TEXT,                                   -- operation that takes it back, with `{"operationId"}`
  state TEXT NOT NULL CHECK (state IN ('asked', 'queued', 'giving_up', 'answered', 'refused', 'not_done')),
  status INTEGER,
  answer TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  asked_us INTEGER NOT NULL,
  done_us INTEGER,
  used_us INTEGER                              -- an order has made use of the answer
) STRICT, WITHOUT ROWID;

CREATE TABLE receipt_copy (
  order_id INTEGER NOT NULL REFERENCES orders(id), copy INTEGER NOT NULL CHECK (copy > 0),
  staff_id INTEGER, terminal_id INTEGER, at_us INTEGER NOT NULL, PRIMARY KEY (order_id, copy)
) STRICT, WITHOUT ROWID;

CREATE TABLE "receipt_signing_key" (
  key_id TEXT NOT NULL PRIMARY KEY,            -- first 8 hex digits of the public key's SHA-256
  seed BLOB NOT NULL CHECK (length(seed) >= 32),
  public_key BLOB NOT NULL CHECK (length(public_key) = 32),
  made_us INTEGER NOT NULL,
  registered_us INTEGER,                       -- the hub has the public part
  retired_us INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE reference_version (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL) STRICT;

CREATE TABLE register (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  number INTEGER NOT NULL UNIQUE CHECK (number BETWEEN 1 AND 9999), name TEXT NOT NULL,
  location_id INTEGER NOT NULL REFERENCES location(id),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  last_receipt INTEGER NOT NULL DEFAULT 0 CHECK (last_receipt >= 0),  -- receipts are numbered 1..n without a gap
  last_record INTEGER NOT NULL DEFAULT 0 CHECK (last_record >= 0),    -- of fiscal_record
  record_hash BLOB NOT NULL CHECK (length(record_hash) = 32),         -- J(last_record)
  last_shift INTEGER NOT NULL DEFAULT 0, last_receipt_us INTEGER NOT NULL DEFAULT 0,
  created_us INTEGER NOT NULL
) STRICT;

CREATE TABLE replication_run (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  kind TEXT NOT NULL CHECK (kind IN ('upsync', 'downsync', 'rebuild', 'drain')),
  state TEXT NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
  step TEXT NOT NULL DEFAULT '', done INTEGER NOT NULL DEFAULT 0, total INTEGER NOT NULL DEFAULT 0, target INTEGER NOT NULL DEFAULT 0,
  error TEXT, correlation_id TEXT NOT NULL, staff_id INTEGER, started_us INTEGER NOT NULL, ended_us INTEGER,
  CHECK ((state = 'running') = (ended_us IS NULL))
) STRICT;

CREATE TABLE replication_switch (
  direction TEXT PRIMARY KEY CHECK (direction IN ('up', 'down')), paused INTEGER NOT NULL CHECK (paused IN (0, 1)),
  reason TEXT NOT NULL DEFAULT '', changed_us INTEGER NOT NULL
, paused_by TEXT NOT NULL DEFAULT '', hub_paused INTEGER NOT NULL DEFAULT 0 CHECK (hub_paused IN (0, 1)), hub_reason TEXT NOT NULL DEFAULT '', hub_by TEXT NOT NULL DEFAULT '', hub_changed_us INTEGER NOT NULL DEFAULT 0, bytes_per_second INTEGER CHECK (bytes_per_second >= 1024), hub_bytes_per_second INTEGER CHECK (hub_bytes_per_second >= 1024)) STRICT, WITHOUT ROWID;

CREATE TABLE retention_mark (kind TEXT NOT NULL PRIMARY KEY, last_row INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE retention_run (
  id INTEGER PRIMARY KEY, at_us INTEGER NOT NULL, kind TEXT NOT NULL, row_count INTEGER NOT NULL CHECK (row_count >= 0)
) STRICT;

CREATE TABLE return_adjustment (         -- policy `reprice`: what was taken back of a discount for goods that were kept
  order_id INTEGER NOT NULL REFERENCES orders(id), return_order_id INTEGER NOT NULL REFERENCES orders(id),
  position INTEGER NOT NULL,                                           -- the kept line of the sale
  amount INTEGER NOT NULL,                                             -- gross, above zero: taken back; below: given again
  PRIMARY KEY (order_id, return_order_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE role (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  max_discount_percent_micro INTEGER CHECK (max_discount_percent_micro BETWEEN 0 AND 100000000),  -- NULL: no limit
  max_open_price INTEGER CHECK (max_open_price >= 0)                                              -- NULL: no limit
) STRICT;

CREATE TABLE role_permission (
  role_id INTEGER NOT NULL REFERENCES role(id) ON DELETE CASCADE, permission TEXT NOT NULL,
  PRIMARY KEY (role_id, permission)
) STRICT, WITHOUT ROWID;

CREATE TABLE rule_code (                 -- codes that stand for a promotion rule's own
  code TEXT NOT NULL PRIMARY KEY COLLATE NOCASE CHECK (code <> ''), rule TEXT NOT NULL,
  max_uses INTEGER CHECK (max_uses > 0), uses INTEGER NOT NULL DEFAULT 0 CHECK (uses >= 0),
  person_id INTEGER REFERENCES person(id), expires_us INTEGER, created_us INTEGER NOT NULL,
  CHECK (max_uses IS NULL OR uses <= max_uses)
) STRICT, WITHOUT ROWID;

CREATE TABLE rule_document (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('charge', 'price_list', 'loyalty')), code TEXT NOT NULL CHECK (code <> ''),
  version INTEGER NOT NULL CHECK (version > 0), document TEXT NOT NULL CHECK (json_valid(document)),
  digest BLOB NOT NULL CHECK (length(digest) = 32),                    -- SHA-256 of the document
  created_us INTEGER NOT NULL, UNIQUE (kind, code, version)
) STRICT;

CREATE TABLE rule_use (                  -- what orders took of rules that have limits, budgets or codes
  id INTEGER PRIMARY KEY, rule TEXT NOT NULL, version INTEGER NOT NULL, code TEXT NOT NULL DEFAULT '',
  order_id INTEGER NOT NULL REFERENCES orders(id), person_id INTEGER, amount INTEGER NOT NULL, used_us INTEGER NOT NULL
) STRICT;

CREATE TABLE sealing (
  subject TEXT NOT NULL PRIMARY KEY, key_id TEXT NOT NULL, last_row INTEGER NOT NULL, done_us INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  terminal_id INTEGER NOT NULL REFERENCES terminal(id), staff_id INTEGER NOT NULL REFERENCES staff(id),
  created_us INTEGER NOT NULL, expires_us INTEGER NOT NULL, ended_us INTEGER
) STRICT;

CREATE TABLE shift (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), register_id INTEGER NOT NULL REFERENCES register(id),
  number INTEGER NOT NULL, business_date TEXT NOT NULL CHECK (length(business_date) = 10),
  status TEXT NOT NULL DEFAULT 'OPEN' CHECK (status IN ('OPEN', 'CLOSED')),
  currency TEXT NOT NULL, opening_cash INTEGER NOT NULL CHECK (opening_cash >= 0),
  expected_cash INTEGER NOT NULL, counted_cash INTEGER, variance_reason TEXT, first_receipt INTEGER, last_receipt INTEGER,
  opened_us INTEGER NOT NULL, opened_by INTEGER NOT NULL, closed_us INTEGER, closed_by INTEGER, approver_id INTEGER,
  UNIQUE (register_id, number),
  CHECK ((status = 'CLOSED') = (closed_us IS NOT NULL AND counted_cash IS NOT NULL AND closed_by IS NOT NULL))
) STRICT;

CREATE TABLE shift_denomination (
  shift_id INTEGER NOT NULL REFERENCES shift(id), value INTEGER NOT NULL CHECK (value > 0), count INTEGER NOT NULL CHECK (count >= 0),
  PRIMARY KEY (shift_id, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE shift_total (
  shift_id INTEGER NOT NULL REFERENCES shift(id), kind TEXT NOT NULL, key TEXT NOT NULL,
  count INTEGER NOT NULL, amount INTEGER NOT NULL, base INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (shift_id, kind, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE site (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  site_id TEXT NOT NULL, tenant_id TEXT NOT NULL, sales_channel_id TEXT NOT NULL,
  name TEXT NOT NULL, country TEXT NOT NULL CHECK (length(country) = 2),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  time_zone TEXT NOT NULL, locale TEXT NOT NULL,
  prices_include_tax INTEGER NOT NULL CHECK (prices_include_tax IN (0, 1)),
  tax_level TEXT NOT NULL DEFAULT 'line' CHECK (tax_level IN ('line', 'document')),
  tax_number TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(address)),
  receipt_footer TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(receipt_footer)),
  policy TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(policy)),  -- limits a manager may change, see SitePolicy
  epoch INTEGER NOT NULL DEFAULT 1 CHECK (epoch > 0),
  created_us INTEGER NOT NULL
, receipt_link TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE site_logo (
  id INTEGER PRIMARY KEY CHECK (id = 1), png BLOB NOT NULL,  -- one bit a dot, as it prints
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32), updated_us INTEGER NOT NULL
) STRICT;

CREATE TABLE software (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  release TEXT NOT NULL, counter INTEGER NOT NULL, digest TEXT NOT NULL,   -- of its bundle; empty: from no bundle
  since_us INTEGER NOT NULL
) STRICT;

CREATE TABLE sold_unit (                 -- one serial number of an article, or one issued ticket or membership
  id INTEGER PRIMARY KEY, code TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('serial', 'ticket', 'membership')),
  variant_id INTEGER NOT NULL REFERENCES product_variant(id), order_id INTEGER NOT NULL REFERENCES orders(id),
  position INTEGER NOT NULL, person_id INTEGER, valid_until TEXT,      -- last day of warranty, ticket or membership
  status TEXT NOT NULL DEFAULT 'sold' CHECK (status IN ('sold', 'returned', 'used')), sold_us INTEGER NOT NULL, changed_us INTEGER NOT NULL,
  returned_by INTEGER REFERENCES orders(id)                            -- the return that took it back
) STRICT;

CREATE TABLE staff (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role_id INTEGER NOT NULL REFERENCES role(id),
  pin_hash TEXT NOT NULL, active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  failed_attempts INTEGER NOT NULL DEFAULT 0 CHECK (failed_attempts >= 0), locked_until_us INTEGER NOT NULL DEFAULT 0,
  created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL
) STRICT;

CREATE TABLE stock_count (               -- one walk along the shelves; nothing moves before it is posted
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), name TEXT NOT NULL CHECK (name <> ''),
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'posted', 'dropped')),
  staff_id INTEGER REFERENCES staff(id), opened_us INTEGER NOT NULL, closed_us INTEGER, closed_by INTEGER REFERENCES staff(id),
  CHECK ((status = 'open') = (closed_us IS NULL))
) STRICT;

CREATE TABLE stock_count_line (
  count_id INTEGER NOT NULL REFERENCES stock_count(id), variant_id INTEGER NOT NULL REFERENCES product_variant(id),
  counted_micro INTEGER NOT NULL CHECK (counted_micro >= 0),
  level_micro INTEGER NOT NULL,                                        -- what the books said when it was last counted
  staff_id INTEGER REFERENCES staff(id), at_us INTEGER NOT NULL, PRIMARY KEY (count_id, variant_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE stock_level (
  variant_id INTEGER NOT NULL REFERENCES product_variant(id), location_id INTEGER NOT NULL REFERENCES location(id),
  quantity_micro INTEGER NOT NULL, PRIMARY KEY (variant_id, location_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE stock_move (
  id INTEGER PRIMARY KEY, variant_id INTEGER NOT NULL, location_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('sale', 'return', 'receipt', 'adjustment', 'count', 'void')),
  quantity_micro INTEGER NOT NULL, order_id INTEGER, reason TEXT, staff_id INTEGER, at_us INTEGER NOT NULL
) STRICT;

CREATE TABLE stock_transfer (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  other_site TEXT NOT NULL, outgoing INTEGER NOT NULL CHECK (outgoing IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('requested', 'sent', 'received', 'cancelled')),
  note TEXT NOT NULL, made_us INTEGER NOT NULL, changed_us INTEGER NOT NULL
) STRICT;

CREATE TABLE stock_transfer_line (
  transfer_id INTEGER NOT NULL REFERENCES stock_transfer(id), position INTEGER NOT NULL, sku TEXT NOT NULL,
  requested_micro INTEGER NOT NULL, sent_micro INTEGER NOT NULL, received_micro INTEGER NOT NULL,
  PRIMARY KEY (transfer_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE stored_value (           -- store credit and vouchers of this store
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), code TEXT NOT NULL UNIQUE,
  currency TEXT NOT NULL, balance INTEGER NOT NULL CHECK (balance >= 0), person_id INTEGER,
  expires_us INTEGER, created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL
) STRICT;

CREATE TABLE stored_value_move (
  id INTEGER PRIMARY KEY, stored_value_id INTEGER NOT NULL REFERENCES stored_value(id), amount INTEGER NOT NULL CHECK (amount <> 0),
  order_id INTEGER, reason TEXT NOT NULL, at_us INTEGER NOT NULL
) STRICT;

CREATE TABLE subscription (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), person_id INTEGER NOT NULL REFERENCES person(id),
  plan_id INTEGER NOT NULL REFERENCES subscription_plan(id), first_order_id INTEGER REFERENCES orders(id),
  status TEXT NOT NULL CHECK (status IN ('PENDING', 'ACTIVE', 'PAUSED', 'CANCELLED')), start_date TEXT NOT NULL,
  next_billing_date TEXT, canceled_us INTEGER, created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL,
  CHECK ((status = 'CANCELLED') = (canceled_us IS NOT NULL))
) STRICT;

CREATE TABLE subscription_event (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), subscription_id INTEGER NOT NULL REFERENCES subscription(id),
  event_type TEXT NOT NULL CHECK (event_type IN ('RENEWAL', 'PAYMENT_FAILED', 'CANCELLATION')), event_us INTEGER NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload)), created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL
) STRICT;

CREATE TABLE subscription_item (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), subscription_id INTEGER NOT NULL REFERENCES subscription(id),
  variant_id INTEGER NOT NULL REFERENCES product_variant(id), quantity_micro INTEGER NOT NULL CHECK (quantity_micro > 0),
  created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL
) STRICT;

CREATE TABLE subscription_plan (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), code TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '', price INTEGER NOT NULL CHECK (price >= 0), currency TEXT NOT NULL CHECK (length(currency) = 3),
  interval TEXT NOT NULL CHECK (interval IN ('WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY')),
  interval_count INTEGER NOT NULL DEFAULT 1 CHECK (interval_count > 0), trial_period_days INTEGER NOT NULL DEFAULT 0 CHECK (trial_period_days >= 0),
  tax_category_id INTEGER NOT NULL REFERENCES tax_category(id), active INTEGER NOT NULL DEFAULT 1,
  created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL
) STRICT;

CREATE TABLE tax_category (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL
) STRICT;

CREATE TABLE tax_destination (           -- goods of this category that are sent there are taxed as another
  tax_category_id INTEGER NOT NULL REFERENCES tax_category(id),
  place TEXT NOT NULL CHECK (length(place) BETWEEN 2 AND 10),           -- ISO 3166: `FR`, `US-CA`; the narrower one wins
  taxed_as_id INTEGER NOT NULL REFERENCES tax_category(id), PRIMARY KEY (tax_category_id, place), CHECK (tax_category_id <> taxed_as_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE tax_rate (
  id INTEGER PRIMARY KEY, tax_category_id INTEGER NOT NULL REFERENCES tax_category(id), position INTEGER NOT NULL DEFAULT 0,
  code TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('percent', 'fixed_per_unit')),
  rate_micro INTEGER NOT NULL DEFAULT 0, amount INTEGER NOT NULL DEFAULT 0,
  included INTEGER NOT NULL CHECK (included IN (0, 1)),
  from_us INTEGER, to_us INTEGER, terms TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(terms)), CHECK (from_us IS NULL OR to_us IS NULL OR from_us < to_us)
) STRICT;

CREATE TABLE tax_service (               -- goods of this category are taxed as another when eaten in, or taken away
  tax_category_id INTEGER NOT NULL REFERENCES tax_category(id), service TEXT NOT NULL CHECK (service IN ('eatIn', 'takeAway')),
  taxed_as_id INTEGER NOT NULL REFERENCES tax_category(id), PRIMARY KEY (tax_category_id, service), CHECK (tax_category_id <> taxed_as_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE tender (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('cash', 'foreign_cash', 'card', 'voucher', 'account', 'other')),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  rate_micro INTEGER CHECK (rate_micro > 0),         -- store currency for 1 unit of a foreign currency, millionths
  rounding_step INTEGER NOT NULL DEFAULT 1 CHECK (rounding_step > 0), rounding_mode TEXT NOT NULL DEFAULT 'half_up',
  gives_change INTEGER NOT NULL DEFAULT 0 CHECK (gives_change IN (0, 1)),
  opens_drawer INTEGER NOT NULL DEFAULT 0 CHECK (opens_drawer IN (0, 1)),
  max_amount INTEGER CHECK (max_amount > 0), active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)), ledger TEXT CHECK (ledger IN ('gift_card', 'points')), tips TEXT CHECK (tips IS NULL OR json_valid(tips)),
  CHECK ((kind = 'foreign_cash') = (rate_micro IS NOT NULL))
) STRICT;

CREATE TABLE terminal (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), name TEXT NOT NULL,
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32), register_id INTEGER REFERENCES register(id),
  failed_attempts INTEGER NOT NULL DEFAULT 0 CHECK (failed_attempts >= 0), locked_until_us INTEGER NOT NULL DEFAULT 0,
  paired_us INTEGER NOT NULL, revoked_us INTEGER
, kind TEXT NOT NULL DEFAULT 'till' CHECK (kind IN ('till', 'console')), proof_key TEXT, token_us INTEGER, token_ordered_us INTEGER, former_hash BLOB CHECK (former_hash IS NULL OR length(former_hash) = 32), former_us INTEGER) STRICT;

CREATE TABLE terminal_memory (         -- what a terminal's driver has to know the next time, opaque
  device_id INTEGER PRIMARY KEY REFERENCES device(id), memory TEXT NOT NULL, updated_us INTEGER NOT NULL
) STRICT;

CREATE TABLE terminal_report (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), device_id INTEGER NOT NULL REFERENCES device(id),
  kind TEXT NOT NULL, result TEXT NOT NULL CHECK (result IN ('done', 'refused', 'unknown', 'notSent')),
  words TEXT NOT NULL, code TEXT NOT NULL, detail TEXT NOT NULL,
  lines TEXT NOT NULL CHECK (json_valid(lines)), totals TEXT CHECK (totals IS NULL OR json_valid(totals)), comparison TEXT CHECK (comparison IS NULL OR json_valid(comparison)),
  last_attempt INTEGER NOT NULL,       -- attempts up to this row are behind it
  at_us INTEGER NOT NULL
) STRICT;

CREATE TABLE token_policy (
  id INTEGER PRIMARY KEY CHECK (id = 1), days INTEGER NOT NULL CHECK (days BETWEEN 0 AND 3650)   -- 0: they do not age
) STRICT;

CREATE TABLE upsync_state (
  id INTEGER PRIMARY KEY CHECK (id = 1), epoch INTEGER NOT NULL, ack_seq INTEGER NOT NULL CHECK (ack_seq >= 0),
  ack_hash BLOB NOT NULL CHECK (length(ack_hash) = 32), applied_seq INTEGER NOT NULL, acked_us INTEGER NOT NULL,
  clock_error_us INTEGER NOT NULL DEFAULT 0
, whole_seq INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE value_account (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  kind TEXT NOT NULL CHECK (kind IN ('gift_card', 'store_credit', 'points')),
  code_digest BLOB UNIQUE CHECK (length(code_digest) = 32),      -- keyed; the code itself is nowhere in this file
  last_four TEXT NOT NULL DEFAULT '',
  own_code INTEGER NOT NULL DEFAULT 0 CHECK (own_code IN (0, 1)), -- made here from the id: can be printed again
  currency TEXT NOT NULL,                                        -- PTS: points
  person_id INTEGER, programme TEXT,
  home TEXT NOT NULL DEFAULT 'store' CHECK (home IN ('store', 'hub')),
  state TEXT NOT NULL CHECK (state IN ('inactive', 'active', 'closed')),
  balance INTEGER NOT NULL DEFAULT 0 CHECK (balance >= 0), held INTEGER NOT NULL DEFAULT 0,
  expires_us INTEGER, created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL,
  CHECK (held BETWEEN 0 AND balance), CHECK ((kind = 'points') = (programme IS NOT NULL)), CHECK (kind <> 'points' OR person_id IS NOT NULL)
) STRICT;

CREATE TABLE value_entry (
  id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES value_account(id),
  operation BLOB NOT NULL CHECK (length(operation) = 16), part INTEGER NOT NULL DEFAULT 0,
  kind TEXT NOT NULL CHECK (kind IN ('activate', 'top_up', 'earn', 'authorise', 'redeem', 'release', 'refund', 'reverse', 'expire', 'adjust',
    'grant', 'give_back')),
  amount INTEGER NOT NULL, held INTEGER NOT NULL DEFAULT 0,       -- what it adds to the balance, and to the part that is spoken for
  balance INTEGER NOT NULL CHECK (balance >= 0),                  -- after it
  order_id INTEGER, staff_id INTEGER, reason TEXT NOT NULL DEFAULT '', at_us INTEGER NOT NULL,
  CHECK (amount <> 0 OR held <> 0)
) STRICT;

CREATE TABLE value_hold (
  id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), account_id INTEGER NOT NULL REFERENCES value_account(id),
  amount INTEGER NOT NULL CHECK (amount > 0), state TEXT NOT NULL CHECK (state IN ('held', 'captured', 'released')),
  cart_id INTEGER, discount INTEGER, order_id INTEGER,            -- `discount`: the cart's discount that it pays for
  until_us INTEGER,                                               -- NULL: as long as the order waits
  lent INTEGER NOT NULL DEFAULT 0 CHECK (lent IN (0, 1)),         -- granted by the hub for this alone: it goes back if it is not needed
  created_us INTEGER NOT NULL, updated_us INTEGER NOT NULL, CHECK (until_us IS NOT NULL OR order_id IS NOT NULL)
) STRICT;

CREATE TABLE value_lease (
  account_id INTEGER NOT NULL PRIMARY KEY REFERENCES value_account(id),
  state TEXT NOT NULL CHECK (state IN ('none', 'open', 'over')),  -- none: only the balance is known
  until_us INTEGER NOT NULL,                                      -- by this store's clock; nothing of it is spent later
  hub_balance INTEGER NOT NULL, as_of_us INTEGER NOT NULL
) STRICT;

CREATE TABLE variant_former (
  variant_id INTEGER PRIMARY KEY, generation INTEGER NOT NULL, existed INTEGER NOT NULL CHECK (existed IN (0, 1)),
  tax_category_id INTEGER, name TEXT, title TEXT, unit TEXT, decimals INTEGER, price_kind TEXT, price INTEGER, min_price INTEGER,
  max_price INTEGER, inventory_source TEXT, discountable INTEGER, active INTEGER, product_active INTEGER, min_age INTEGER
) STRICT;

CREATE TABLE weighing (                -- bound to a line; the row stays when the line goes, so that a weight is sold once
  uuid BLOB PRIMARY KEY CHECK (length(uuid) = 16), device_id INTEGER NOT NULL REFERENCES device(id),
  cart_id INTEGER NOT NULL, item INTEGER NOT NULL CHECK (item > 0),     -- of the cart, which goes before its weighings do
  reading TEXT NOT NULL CHECK (json_valid(reading)),                   -- what the scale said: weight, unit, tare, times, raw bytes
  bound_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ztracking_cart (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, status TEXT, register_id INTEGER, terminal_id INTEGER, staff_id INTEGER, person_id INTEGER, affiliate_code TEXT, note TEXT, version INTEGER, next_item INTEGER, close_reason TEXT, created_us INTEGER, updated_us INTEGER
) STRICT;

CREATE TABLE ztracking_cart_discount (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  cart_id INTEGER, discount INTEGER, item INTEGER, kind TEXT, value INTEGER, reason TEXT, staff_id INTEGER, approver_id INTEGER
) STRICT;

CREATE TABLE ztracking_cart_item (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  cart_id INTEGER, item INTEGER, variant_id INTEGER, sku TEXT, name TEXT, unit TEXT, tax_category_id INTEGER, quantity_micro INTEGER, unit_price INTEGER, price_reason TEXT, price_staff_id INTEGER, approver_id INTEGER, label_amount INTEGER, discountable INTEGER, note TEXT, return_order_id INTEGER, return_position INTEGER, return_reason TEXT, return_condition TEXT, created_us INTEGER, updated_us INTEGER
) STRICT;

CREATE TABLE ztracking_category (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, name TEXT, slug TEXT, parent_id INTEGER, sort_order INTEGER, created_us INTEGER, updated_us INTEGER
) STRICT;

CREATE TABLE ztracking_order_address (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  order_id INTEGER, name TEXT, line1 TEXT, line2 TEXT, city TEXT, state TEXT, postal_code TEXT, country TEXT, created_us INTEGER, updated_us INTEGER
) STRICT;

CREATE TABLE ztracking_order_attribution (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  order_id INTEGER, partner_id INTEGER, referral_code TEXT, affiliate_source TEXT, created_us INTEGER, updated_us INTEGER
) STRICT;

CREATE TABLE ztracking_order_shipping (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  order_id INTEGER, provider TEXT, method TEXT, tracking_number TEXT, status TEXT, shipped_us INTEGER, delivered_us INTEGER, created_us INTEGER, updated_us INTEGER
) STRICT;

CREATE TABLE ztracking_orders (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, kind TEXT, status TEXT, register_id INTEGER, shift_id INTEGER, receipt INTEGER, staff_id INTEGER, terminal_id INTEGER, person_id INTEGER, currency TEXT, subtotal INTEGER, discount INTEGER, net INTEGER, tax INTEGER, total INTEGER, rounding INTEGER, paid INTEGER, change_due INTEGER, original_order_id INTEGER, voided_by INTEGER, business_date TEXT, utc_offset_min INTEGER, note TEXT, external_ref TEXT, created_us INTEGER, updated_us INTEGER, deleted_us INTEGER
) STRICT;

CREATE TABLE ztracking_person (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, name TEXT, email TEXT, phone TEXT, note TEXT, account_limit INTEGER, account_balance INTEGER, created_us INTEGER, updated_us INTEGER, erased_us INTEGER
) STRICT;

CREATE TABLE ztracking_price (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  variant_id INTEGER, price_book_id INTEGER, min_quantity_micro INTEGER, from_us INTEGER, to_us INTEGER, amount INTEGER
) STRICT;

CREATE TABLE ztracking_price_book (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, code TEXT, name TEXT, sales_channel_id TEXT, currency TEXT, priority INTEGER, from_us INTEGER, to_us INTEGER, active INTEGER, created_us INTEGER, updated_us INTEGER
) STRICT;

CREATE TABLE ztracking_product (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, name TEXT, description TEXT, active INTEGER, tax_category_id INTEGER, min_age INTEGER, created_us INTEGER, updated_us INTEGER
) STRICT;

CREATE TABLE ztracking_product_image (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, product_id INTEGER, url TEXT, alt_text TEXT, sort_order INTEGER, created_us INTEGER
) STRICT;

CREATE TABLE ztracking_product_variant (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, product_id INTEGER, sku TEXT, title TEXT, name TEXT, unit TEXT, decimals INTEGER, price_kind TEXT, price INTEGER, currency TEXT, min_price INTEGER, max_price INTEGER, inventory_source TEXT, discountable INTEGER, active INTEGER, created_us INTEGER, updated_us INTEGER
) STRICT;

CREATE TABLE ztracking_promotion_code (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, code TEXT, discount_type TEXT, value INTEGER, valid_from_us INTEGER, valid_to_us INTEGER, max_redemptions INTEGER, max_per_person INTEGER, min_subtotal INTEGER, redemptions INTEGER, active INTEGER, created_us INTEGER, updated_us INTEGER
) STRICT;

CREATE TABLE ztracking_staff (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, code TEXT, name TEXT, role_id INTEGER, pin_hash TEXT, active INTEGER, failed_attempts INTEGER, locked_until_us INTEGER, created_us INTEGER, updated_us INTEGER
) STRICT;

CREATE TABLE ztracking_subscription (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, person_id INTEGER, plan_id INTEGER, first_order_id INTEGER, status TEXT, start_date TEXT, next_billing_date TEXT, canceled_us INTEGER, created_us INTEGER, updated_us INTEGER
) STRICT;

CREATE TABLE ztracking_subscription_event (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, subscription_id INTEGER, event_type TEXT, event_us INTEGER, payload TEXT, created_us INTEGER, updated_us INTEGER
) STRICT;

CREATE TABLE ztracking_subscription_item (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, subscription_id INTEGER, variant_id INTEGER, quantity_micro INTEGER, created_us INTEGER, updated_us INTEGER
) STRICT;

CREATE TABLE ztracking_subscription_plan (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, uuid BLOB, code TEXT, name TEXT, description TEXT, price INTEGER, currency TEXT, interval TEXT, interval_count INTEGER, trial_period_days INTEGER, tax_category_id INTEGER, active INTEGER, created_us INTEGER, updated_us INTEGER
) STRICT;

CREATE TABLE ztracking_tax_rate (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, tax_category_id INTEGER, position INTEGER, code TEXT, name TEXT, kind TEXT, rate_micro INTEGER, amount INTEGER, included INTEGER, from_us INTEGER, to_us INTEGER
, terms TEXT) STRICT;

CREATE TABLE ztracking_tender (
  ztracking_id INTEGER PRIMARY KEY, ztracking_version BLOB NOT NULL UNIQUE CHECK (length(ztracking_version) = 16),
  version_date_us INTEGER NOT NULL, operation TEXT NOT NULL CHECK (operation IN ('update', 'delete')),
  id INTEGER, code TEXT, name TEXT, kind TEXT, currency TEXT, rate_micro INTEGER, rounding_step INTEGER, rounding_mode TEXT, gives_change INTEGER, opens_drawer INTEGER, max_amount INTEGER, active INTEGER
) STRICT;

CREATE TRIGGER article_terms_delete_version AFTER DELETE ON article_terms BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER article_terms_insert_version AFTER INSERT ON article_terms BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER article_terms_update_version AFTER UPDATE ON article_terms BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER audit_entry_immutable BEFORE UPDATE ON audit_entry BEGIN SELECT raise(ABORT, 'the audit trail is append-only'); END;

CREATE TRIGGER audit_entry_kept BEFORE DELETE ON audit_entry BEGIN SELECT raise(ABORT, 'the audit trail is append-only'); END;

CREATE TRIGGER day_seal_immutable BEFORE UPDATE ON day_seal BEGIN SELECT raise(ABORT, 'a seal is never changed'); END;

CREATE TRIGGER day_seal_kept BEFORE DELETE ON day_seal BEGIN SELECT raise(ABORT, 'a seal is never removed'); END;

CREATE TRIGGER event_log_immutable BEFORE UPDATE OF seq, epoch, event_id, body_sha, hash ON event_log
  BEGIN SELECT raise(ABORT, 'the event log is append-only'); END;

CREATE TRIGGER fiscal_receipt_kept BEFORE DELETE ON fiscal_receipt BEGIN SELECT raise(ABORT, 'what a unit was asked stays'); END;

CREATE TRIGGER fiscal_receipt_signed BEFORE UPDATE OF jws, position, number, facts ON fiscal_receipt WHEN old.jws IS NOT NULL
BEGIN SELECT raise(ABORT, 'a signed receipt is never changed'); END;

CREATE TRIGGER fiscal_record_immutable BEFORE UPDATE ON fiscal_record BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER fiscal_record_kept BEFORE DELETE ON fiscal_record BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER gift_card_article_delete_version AFTER DELETE ON gift_card_article BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER gift_card_article_insert_version AFTER INSERT ON gift_card_article BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER in_store_rule_delete_version AFTER DELETE ON in_store_rule BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER in_store_rule_insert_version AFTER INSERT ON in_store_rule BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER in_store_rule_update_version AFTER UPDATE ON in_store_rule BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER order_item_detail_immutable BEFORE UPDATE OF detail ON order_item
WHEN old.detail IS NULL OR new.detail IS NULL OR json_remove(old.detail, '$.note') IS NOT json_remove(new.detail, '$.note')
BEGIN SELECT raise(ABORT, 'order lines are immutable'); END;

CREATE TRIGGER order_item_immutable BEFORE UPDATE OF order_id, position, variant_id, sku, name, unit, quantity_micro, unit_price, list_price, subtotal, discount, amount, net, tax, total, tax_code, original_order_id, original_position, reason, condition ON order_item BEGIN SELECT raise(ABORT, 'order lines are immutable'); END;

CREATE TRIGGER order_item_kept BEFORE DELETE ON order_item BEGIN SELECT raise(ABORT, 'order lines are immutable'); END;

CREATE TRIGGER price_book_delete_version AFTER DELETE ON price_book BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER price_book_insert_version AFTER INSERT ON price_book BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER price_book_update_version AFTER UPDATE ON price_book BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER product_variant_price_change AFTER UPDATE OF price ON product_variant WHEN old.price IS NOT new.price BEGIN
  INSERT INTO price_change(variant_id, at_us, former, amount) VALUES (new.id, new.updated_us, old.price, new.price);
END;

CREATE TRIGGER promotion_rule_insert_version AFTER INSERT ON promotion_rule BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER promotion_rule_kept BEFORE UPDATE ON promotion_rule BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;

CREATE TRIGGER promotion_rule_stays BEFORE DELETE ON promotion_rule BEGIN SELECT RAISE(ABORT, 'a version is never removed'); END;

CREATE TRIGGER receipt_copy_immutable BEFORE UPDATE ON receipt_copy BEGIN SELECT raise(ABORT, 'copies are journaled for good'); END;

CREATE TRIGGER receipt_copy_kept BEFORE DELETE ON receipt_copy BEGIN SELECT raise(ABORT, 'copies are journaled for good'); END;

CREATE TRIGGER register_delete_version AFTER DELETE ON register BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER register_insert_version AFTER INSERT ON register BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER register_update_version AFTER UPDATE OF number, name, active, location_id ON register BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER rule_document_insert_version AFTER INSERT ON rule_document BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER rule_document_kept BEFORE UPDATE ON rule_document BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;

CREATE TRIGGER rule_document_stays BEFORE DELETE ON rule_document BEGIN SELECT RAISE(ABORT, 'a version is never removed'); END;

CREATE TRIGGER site_delete_version AFTER DELETE ON site BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER site_insert_version AFTER INSERT ON site BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER site_update_version AFTER UPDATE ON site BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER tax_category_delete_version AFTER DELETE ON tax_category BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER tax_category_insert_version AFTER INSERT ON tax_category BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER tax_category_update_version AFTER UPDATE ON tax_category BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER tax_destination_delete_version AFTER DELETE ON tax_destination BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER tax_destination_insert_version AFTER INSERT ON tax_destination BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER tax_rate_delete_version AFTER DELETE ON tax_rate BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER tax_rate_insert_version AFTER INSERT ON tax_rate BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER tax_rate_update_version AFTER UPDATE ON tax_rate BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER tax_service_delete_version AFTER DELETE ON tax_service BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER tax_service_insert_version AFTER INSERT ON tax_service BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER tender_delete_version AFTER DELETE ON tender BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER tender_insert_version AFTER INSERT ON tender BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER tender_update_version AFTER UPDATE ON tender BEGIN UPDATE reference_version SET version = version + 1; END;

CREATE TRIGGER value_entry_immutable BEFORE UPDATE ON value_entry BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER value_entry_kept BEFORE DELETE ON value_entry BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER ztracking_cart_delete AFTER DELETE ON cart BEGIN
  INSERT INTO ztracking_cart(ztracking_version, version_date_us, operation, id, uuid, status, register_id, terminal_id, staff_id, person_id, affiliate_code, note, version, next_item, close_reason, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.status, old.register_id, old.terminal_id, old.staff_id, old.person_id, old.affiliate_code, old.note, old.version, old.next_item, old.close_reason, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_cart_discount_delete AFTER DELETE ON cart_discount BEGIN
  INSERT INTO ztracking_cart_discount(ztracking_version, version_date_us, operation, cart_id, discount, item, kind, value, reason, staff_id, approver_id)
  VALUES (hf_version(), hf_now_us(), 'delete', old.cart_id, old.discount, old.item, old.kind, old.value, old.reason, old.staff_id, old.approver_id);
END;

CREATE TRIGGER ztracking_cart_discount_update AFTER UPDATE ON cart_discount BEGIN
  INSERT INTO ztracking_cart_discount(ztracking_version, version_date_us, operation, cart_id, discount, item, kind, value, reason, staff_id, approver_id)
  VALUES (hf_version(), hf_now_us(), 'update', old.cart_id, old.discount, old.item, old.kind, old.value, old.reason, old.staff_id, old.approver_id);
END;

CREATE TRIGGER ztracking_cart_item_delete AFTER DELETE ON cart_item BEGIN
  INSERT INTO ztracking_cart_item(ztracking_version, version_date_us, operation, cart_id, item, variant_id, sku, name, unit, tax_category_id, quantity_micro, unit_price, price_reason, price_staff_id, approver_id, label_amount, discountable, note, return_order_id, return_position, return_reason, return_condition, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.cart_id, old.item, old.variant_id, old.sku, old.name, old.unit, old.tax_category_id, old.quantity_micro, old.unit_price, old.price_reason, old.price_staff_id, old.approver_id, old.label_amount, old.discountable, old.note, old.return_order_id, old.return_position, old.return_reason, old.return_condition, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_cart_item_update AFTER UPDATE ON cart_item BEGIN
  INSERT INTO ztracking_cart_item(ztracking_version, version_date_us, operation, cart_id, item, variant_id, sku, name, unit, tax_category_id, quantity_micro, unit_price, price_reason, price_staff_id, approver_id, label_amount, discountable, note, return_order_id, return_position, return_reason, return_condition, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.cart_id, old.item, old.variant_id, old.sku, old.name, old.unit, old.tax_category_id, old.quantity_micro, old.unit_price, old.price_reason, old.price_staff_id, old.approver_id, old.label_amount, old.discountable, old.note, old.return_order_id, old.return_position, old.return_reason, old.return_condition, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_cart_update AFTER UPDATE OF status, register_id, terminal_id, staff_id, person_id, affiliate_code, note, close_reason ON cart BEGIN
  INSERT INTO ztracking_cart(ztracking_version, version_date_us, operation, id, uuid, status, register_id, terminal_id, staff_id, person_id, affiliate_code, note, version, next_item, close_reason, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.status, old.register_id, old.terminal_id, old.staff_id, old.person_id, old.affiliate_code, old.note, old.version, old.next_item, old.close_reason, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_category_delete AFTER DELETE ON category BEGIN
  INSERT INTO ztracking_category(ztracking_version, version_date_us, operation, id, uuid, name, slug, parent_id, sort_order, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.name, old.slug, old.parent_id, old.sort_order, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_category_update AFTER UPDATE ON category BEGIN
  INSERT INTO ztracking_category(ztracking_version, version_date_us, operation, id, uuid, name, slug, parent_id, sort_order, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.name, old.slug, old.parent_id, old.sort_order, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_order_address_delete AFTER DELETE ON order_address BEGIN
  INSERT INTO ztracking_order_address(ztracking_version, version_date_us, operation, order_id, name, line1, line2, city, state, postal_code, country, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.order_id, old.name, old.line1, old.line2, old.city, old.state, old.postal_code, old.country, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_order_address_update AFTER UPDATE ON order_address BEGIN
  INSERT INTO ztracking_order_address(ztracking_version, version_date_us, operation, order_id, name, line1, line2, city, state, postal_code, country, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.order_id, old.name, old.line1, old.line2, old.city, old.state, old.postal_code, old.country, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_order_attribution_delete AFTER DELETE ON order_attribution BEGIN
  INSERT INTO ztracking_order_attribution(ztracking_version, version_date_us, operation, order_id, partner_id, referral_code, affiliate_source, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.order_id, old.partner_id, old.referral_code, old.affiliate_source, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_order_attribution_update AFTER UPDATE ON order_attribution BEGIN
  INSERT INTO ztracking_order_attribution(ztracking_version, version_date_us, operation, order_id, partner_id, referral_code, affiliate_source, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.order_id, old.partner_id, old.referral_code, old.affiliate_source, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_order_shipping_delete AFTER DELETE ON order_shipping BEGIN
  INSERT INTO ztracking_order_shipping(ztracking_version, version_date_us, operation, order_id, provider, method, tracking_number, status, shipped_us, delivered_us, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.order_id, old.provider, old.method, old.tracking_number, old.status, old.shipped_us, old.delivered_us, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_order_shipping_update AFTER UPDATE ON order_shipping BEGIN
  INSERT INTO ztracking_order_shipping(ztracking_version, version_date_us, operation, order_id, provider, method, tracking_number, status, shipped_us, delivered_us, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.order_id, old.provider, old.method, old.tracking_number, old.status, old.shipped_us, old.delivered_us, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_orders_delete AFTER DELETE ON orders BEGIN
  INSERT INTO ztracking_orders(ztracking_version, version_date_us, operation, id, uuid, kind, status, register_id, shift_id, receipt, staff_id, terminal_id, person_id, currency, subtotal, discount, net, tax, total, rounding, paid, change_due, original_order_id, voided_by, business_date, utc_offset_min, note, external_ref, created_us, updated_us, deleted_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.kind, old.status, old.register_id, old.shift_id, old.receipt, old.staff_id, old.terminal_id, old.person_id, old.currency, old.subtotal, old.discount, old.net, old.tax, old.total, old.rounding, old.paid, old.change_due, old.original_order_id, old.voided_by, old.business_date, old.utc_offset_min, old.note, old.external_ref, old.created_us, old.updated_us, old.deleted_us);
END;

CREATE TRIGGER ztracking_orders_update AFTER UPDATE ON orders BEGIN
  INSERT INTO ztracking_orders(ztracking_version, version_date_us, operation, id, uuid, kind, status, register_id, shift_id, receipt, staff_id, terminal_id, person_id, currency, subtotal, discount, net, tax, total, rounding, paid, change_due, original_order_id, voided_by, business_date, utc_offset_min, note, external_ref, created_us, updated_us, deleted_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.kind, old.status, old.register_id, old.shift_id, old.receipt, old.staff_id, old.terminal_id, old.person_id, old.currency, old.subtotal, old.discount, old.net, old.tax, old.total, old.rounding, old.paid, old.change_due, old.original_order_id, old.voided_by, old.business_date, old.utc_offset_min, old.note, old.external_ref, old.created_us, old.updated_us, old.deleted_us);
END;

CREATE TRIGGER ztracking_person_delete AFTER DELETE ON person BEGIN
  INSERT INTO ztracking_person(ztracking_version, version_date_us, operation, id, uuid, name, email, phone, note, account_limit, account_balance, created_us, updated_us, erased_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.name, old.email, old.phone, old.note, old.account_limit, old.account_balance, old.created_us, old.updated_us, old.erased_us);
END;

CREATE TRIGGER ztracking_person_update AFTER UPDATE ON person BEGIN
  INSERT INTO ztracking_person(ztracking_version, version_date_us, operation, id, uuid, name, email, phone, note, account_limit, account_balance, created_us, updated_us, erased_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.name, old.email, old.phone, old.note, old.account_limit, old.account_balance, old.created_us, old.updated_us, old.erased_us);
END;

CREATE TRIGGER ztracking_price_book_delete AFTER DELETE ON price_book BEGIN
  INSERT INTO ztracking_price_book(ztracking_version, version_date_us, operation, id, uuid, code, name, sales_channel_id, currency, priority, from_us, to_us, active, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.code, old.name, old.sales_channel_id, old.currency, old.priority, old.from_us, old.to_us, old.active, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_price_book_update AFTER UPDATE ON price_book BEGIN
  INSERT INTO ztracking_price_book(ztracking_version, version_date_us, operation, id, uuid, code, name, sales_channel_id, currency, priority, from_us, to_us, active, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.code, old.name, old.sales_channel_id, old.currency, old.priority, old.from_us, old.to_us, old.active, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_price_delete AFTER DELETE ON price BEGIN
  INSERT INTO ztracking_price(ztracking_version, version_date_us, operation, variant_id, price_book_id, min_quantity_micro, from_us, to_us, amount)
  VALUES (hf_version(), hf_now_us(), 'delete', old.variant_id, old.price_book_id, old.min_quantity_micro, old.from_us, old.to_us, old.amount);
END;

CREATE TRIGGER ztracking_price_update AFTER UPDATE ON price BEGIN
  INSERT INTO ztracking_price(ztracking_version, version_date_us, operation, variant_id, price_book_id, min_quantity_micro, from_us, to_us, amount)
  VALUES (hf_version(), hf_now_us(), 'update', old.variant_id, old.price_book_id, old.min_quantity_micro, old.from_us, old.to_us, old.amount);
END;

CREATE TRIGGER ztracking_product_delete AFTER DELETE ON product BEGIN
  INSERT INTO ztracking_product(ztracking_version, version_date_us, operation, id, uuid, name, description, active, tax_category_id, min_age, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.name, old.description, old.active, old.tax_category_id, old.min_age, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_product_image_delete AFTER DELETE ON product_image BEGIN
  INSERT INTO ztracking_product_image(ztracking_version, version_date_us, operation, id, uuid, product_id, url, alt_text, sort_order, created_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.product_id, old.url, old.alt_text, old.sort_order, old.created_us);
END;

CREATE TRIGGER ztracking_product_image_update AFTER UPDATE ON product_image BEGIN
  INSERT INTO ztracking_product_image(ztracking_version, version_date_us, operation, id, uuid, product_id, url, alt_text, sort_order, created_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.product_id, old.url, old.alt_text, old.sort_order, old.created_us);
END;

CREATE TRIGGER ztracking_product_update AFTER UPDATE ON product BEGIN
  INSERT INTO ztracking_product(ztracking_version, version_date_us, operation, id, uuid, name, description, active, tax_category_id, min_age, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.name, old.description, old.active, old.tax_category_id, old.min_age, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_product_variant_delete AFTER DELETE ON product_variant BEGIN
  INSERT INTO ztracking_product_variant(ztracking_version, version_date_us, operation, id, uuid, product_id, sku, title, name, unit, decimals, price_kind, price, currency, min_price, max_price, inventory_source, discountable, active, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.product_id, old.sku, old.title, old.name, old.unit, old.decimals, old.price_kind, old.price, old.currency, old.min_price, old.max_price, old.inventory_source, old.discountable, old.active, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_product_variant_update AFTER UPDATE ON product_variant BEGIN
  INSERT INTO ztracking_product_variant(ztracking_version, version_date_us, operation, id, uuid, product_id, sku, title, name, unit, decimals, price_kind, price, currency, min_price, max_price, inventory_source, discountable, active, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.product_id, old.sku, old.title, old.name, old.unit, old.decimals, old.price_kind, old.price, old.currency, old.min_price, old.max_price, old.inventory_source, old.discountable, old.active, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_promotion_code_delete AFTER DELETE ON promotion_code BEGIN
  INSERT INTO ztracking_promotion_code(ztracking_version, version_date_us, operation, id, uuid, code, discount_type, value, valid_from_us, valid_to_us, max_redemptions, max_per_person, min_subtotal, redemptions, active, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.code, old.discount_type, old.value, old.valid_from_us, old.valid_to_us, old.max_redemptions, old.max_per_person, old.min_subtotal, old.redemptions, old.active, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_promotion_code_update AFTER UPDATE ON promotion_code WHEN old.value IS NOT new.value OR old.valid_to_us IS NOT new.valid_to_us OR old.active IS NOT new.active OR old.max_redemptions IS NOT new.max_redemptions BEGIN
  INSERT INTO ztracking_promotion_code(ztracking_version, version_date_us, operation, id, uuid, code, discount_type, value, valid_from_us, valid_to_us, max_redemptions, max_per_person, min_subtotal, redemptions, active, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.code, old.discount_type, old.value, old.valid_from_us, old.valid_to_us, old.max_redemptions, old.max_per_person, old.min_subtotal, old.redemptions, old.active, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_staff_delete AFTER DELETE ON staff BEGIN
  INSERT INTO ztracking_staff(ztracking_version, version_date_us, operation, id, uuid, code, name, role_id, pin_hash, active, failed_attempts, locked_until_us, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.code, old.name, old.role_id, old.pin_hash, old.active, old.failed_attempts, old.locked_until_us, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_staff_update AFTER UPDATE ON staff WHEN old.pin_hash IS NOT new.pin_hash OR old.name IS NOT new.name OR old.role_id IS NOT new.role_id OR old.active IS NOT new.active OR old.code IS NOT new.code BEGIN
  INSERT INTO ztracking_staff(ztracking_version, version_date_us, operation, id, uuid, code, name, role_id, pin_hash, active, failed_attempts, locked_until_us, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.code, old.name, old.role_id, old.pin_hash, old.active, old.failed_attempts, old.locked_until_us, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_subscription_delete AFTER DELETE ON subscription BEGIN
  INSERT INTO ztracking_subscription(ztracking_version, version_date_us, operation, id, uuid, person_id, plan_id, first_order_id, status, start_date, next_billing_date, canceled_us, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.person_id, old.plan_id, old.first_order_id, old.status, old.start_date, old.next_billing_date, old.canceled_us, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_subscription_event_delete AFTER DELETE ON subscription_event BEGIN
  INSERT INTO ztracking_subscription_event(ztracking_version, version_date_us, operation, id, uuid, subscription_id, event_type, event_us, payload, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.subscription_id, old.event_type, old.event_us, old.payload, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_subscription_event_update AFTER UPDATE ON subscription_event BEGIN
  INSERT INTO ztracking_subscription_event(ztracking_version, version_date_us, operation, id, uuid, subscription_id, event_type, event_us, payload, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.subscription_id, old.event_type, old.event_us, old.payload, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_subscription_item_delete AFTER DELETE ON subscription_item BEGIN
  INSERT INTO ztracking_subscription_item(ztracking_version, version_date_us, operation, id, uuid, subscription_id, variant_id, quantity_micro, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.subscription_id, old.variant_id, old.quantity_micro, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_subscription_item_update AFTER UPDATE ON subscription_item BEGIN
  INSERT INTO ztracking_subscription_item(ztracking_version, version_date_us, operation, id, uuid, subscription_id, variant_id, quantity_micro, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.subscription_id, old.variant_id, old.quantity_micro, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_subscription_plan_delete AFTER DELETE ON subscription_plan BEGIN
  INSERT INTO ztracking_subscription_plan(ztracking_version, version_date_us, operation, id, uuid, code, name, description, price, currency, interval, interval_count, trial_period_days, tax_category_id, active, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.uuid, old.code, old.name, old.description, old.price, old.currency, old.interval, old.interval_count, old.trial_period_days, old.tax_category_id, old.active, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_subscription_plan_update AFTER UPDATE ON subscription_plan BEGIN
  INSERT INTO ztracking_subscription_plan(ztracking_version, version_date_us, operation, id, uuid, code, name, description, price, currency, interval, interval_count, trial_period_days, tax_category_id, active, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.code, old.name, old.description, old.price, old.currency, old.interval, old.interval_count, old.trial_period_days, old.tax_category_id, old.active, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_subscription_update AFTER UPDATE ON subscription BEGIN
  INSERT INTO ztracking_subscription(ztracking_version, version_date_us, operation, id, uuid, person_id, plan_id, first_order_id, status, start_date, next_billing_date, canceled_us, created_us, updated_us)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.uuid, old.person_id, old.plan_id, old.first_order_id, old.status, old.start_date, old.next_billing_date, old.canceled_us, old.created_us, old.updated_us);
END;

CREATE TRIGGER ztracking_tax_rate_delete AFTER DELETE ON tax_rate BEGIN
  INSERT INTO ztracking_tax_rate(ztracking_version, version_date_us, operation, id, tax_category_id, position, code, name, kind, rate_micro, amount, included, from_us, to_us, terms)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.tax_category_id, old.position, old.code, old.name, old.kind, old.rate_micro, old.amount, old.included, old.from_us, old.to_us, old.terms);
END;

CREATE TRIGGER ztracking_tax_rate_update AFTER UPDATE ON tax_rate BEGIN
  INSERT INTO ztracking_tax_rate(ztracking_version, version_date_us, operation, id, tax_category_id, position, code, name, kind, rate_micro, amount, included, from_us, to_us, terms)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.tax_category_id, old.position, old.code, old.name, old.kind, old.rate_micro, old.amount, old.included, old.from_us, old.to_us, old.terms);
END;

CREATE TRIGGER ztracking_tender_delete AFTER DELETE ON tender BEGIN
  INSERT INTO ztracking_tender(ztracking_version, version_date_us, operation, id, code, name, kind, currency, rate_micro, rounding_step, rounding_mode, gives_change, opens_drawer, max_amount, active)
  VALUES (hf_version(), hf_now_us(), 'delete', old.id, old.code, old.name, old.kind, old.currency, old.rate_micro, old.rounding_step, old.rounding_mode, old.gives_change, old.opens_drawer, old.max_amount, old.active);
END;

CREATE TRIGGER ztracking_tender_update AFTER UPDATE ON tender BEGIN
  INSERT INTO ztracking_tender(ztracking_version, version_date_us, operation, id, code, name, kind, currency, rate_micro, rounding_step, rounding_mode, gives_change, opens_drawer, max_amount, active)
  VALUES (hf_version(), hf_now_us(), 'update', old.id, old.code, old.name, old.kind, old.currency, old.rate_micro, old.rounding_step, old.rounding_mode, old.gives_change, old.opens_drawer, old.max_amount, old.active);
END;

