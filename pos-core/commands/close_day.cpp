#include "commands/close_day.h"

#include "daybook/open_day.h"

namespace holdfast::commands {
namespace {
Result<> check_date(const std::string& date, const std::optional<daybook::StoredSeal>& last,
                    const daybook::OpenDay& day, const Context& context) {
  if (!parse_date(date))
    return refuse(ErrorCode::invalid_argument, "no such day: " + date, {{"/businessDate", "is no day"}});
  if (date > context.business_date)
    return refuse(ErrorCode::invalid_argument, "that day has not begun", {{"/businessDate", "is in the future"}});
  if (!last) return {};
  if (date < last->business_date)
    return refuse(ErrorCode::conflict, last->business_date + " is sealed already: a seal before it cannot be made");
  if (date == last->business_date && day.draft.records == 0 && day.shifts.empty())
    return refuse(ErrorCode::conflict,
                  date + " is sealed already, by number " + std::to_string(last->number) + ", and nothing came since");
  return {};
}

Result<> check_shifts(const CloseDay& command, const daybook::OpenDay& day) {
  if (command.name_open_shifts || day.draft.open_shifts.empty()) return {};
  std::string registers;
  for (const fiscal::SealedRegister& reg : day.draft.registers)
    for (const fiscal::Seal::OpenShift& shift : day.draft.open_shifts)
      if (shift.register_id == reg.id) registers += (registers.empty() ? "" : ", ") + std::to_string(reg.number);
  return refuse(ErrorCode::shift_open,
                "shifts are open at register " + registers + ": close them, or have the seal name them");
}

Result<> check_decided(db::Transaction& tx) {
  db::Statement& row = tx.prepare("SELECT count(*) FROM fiscal_receipt WHERE state = 'undecided'");
  const std::int64_t waiting = row.step() ? row.integer(0) : 0;
  row.reset();
  if (waiting == 0) return {};
  return refuse(ErrorCode::conflict, std::to_string(waiting) + " receipts wait for a decision about the fiscal unit");
}

std::string sealed_payload(const daybook::StoredSeal& seal, const fiscal::KeyBytes& public_key) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("number", seal.number).member("businessDate", seal.business_date);
  json.member("document", seal.document).member("sha256", to_hex(seal.sha)).member("generation", seal.generation);
  json.member("publicKey", to_hex(public_key)).member("signature", to_hex(seal.signature)).end_object();
  return out;
}

/// The practice store's journal must never pass for the real one.
std::string secret_of(const Site& site) { return site.training ? "training|" + site.card_key : site.card_key; }

/// Only the latest of them says anything that the seal does not.
void forget_heads(db::Transaction& tx) { tx.prepare("DELETE FROM journal_head").exec(); }

std::string heads_document(const std::vector<daybook::Place>& places, Instant at) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("format", "holdfast-journal-heads/1").key("at").time(at, 0).key("heads").begin_array();
  for (const daybook::Place& place : places) {
    json.begin_object().member("register", place.register_id).member("number", place.record);
    json.member("hash", to_hex(place.hash)).end_object();
  }
  json.end_array().end_object();
  return out;
}
std::string heads_part(std::string_view document) {
  const std::size_t at = document.find("\"heads\"");
  return std::string{at == std::string_view::npos ? document : document.substr(at)};
}
}  // namespace

Result<daybook::StoredSeal> close_day(db::Transaction& tx, const CloseDay& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::reports));
  const std::string date = command.business_date.value_or(context.business_date);
  const auto last = daybook::newest_seal(tx.connection());
  daybook::OpenDay day = daybook::load_open_day(tx.connection(), context.site);
  TRY(check_date(date, last, day, context));
  TRY(check_shifts(command, day));
  TRY(check_decided(tx));
  const daybook::Signer by = daybook::signer(tx, secret_of(context.site), context.now);
  fiscal::Seal& seal = day.draft;
  seal.number = last ? last->number + 1 : 1;
  seal.business_date = date;
  seal.closed_at = to_rfc3339(context.now, context.utc_offset_min);
  seal.closed_by = context.actor != nullptr ? context.actor->staff_code : "";
  if (last) seal.previous = last->sha;
  seal.generation = by.generation;
  seal.key = fiscal::fingerprint(by.key.public_key());
  daybook::StoredSeal stored{seal.number, date, to_document(seal), {}, by.generation, {}, context.now};
  stored.sha = sha256(stored.document);
  stored.signature = by.key.sign(fiscal::signed_text(fiscal::Document::seal, stored.document));
  const Uuid id = context.ids.next(context.now);
  const events::Appended event = context.emit(tx, "DayClosed", "day", id, sealed_payload(stored, by.key.public_key()));
  daybook::insert(tx, stored, event.seq, context.actor_id());
  for (const daybook::Place& place : day.places) daybook::insert_place(tx, stored.number, place);
  for (const std::int64_t shift : day.shifts)
    tx.prepare("INSERT INTO day_seal_shift(shift_id, seal) VALUES (?, ?)").exec(shift, stored.number);
  forget_heads(tx);
  std::string detail;
  JsonWriter{detail}
      .begin_object()
      .member("businessDate", date)
      .member("records", seal.records)
      .member("total", seal.total)
      .member("sha256", to_hex(stored.sha))
      .end_object();
  audit(tx, context, "day_closed", std::to_string(stored.number), detail, consent);
  return stored;
}

void sign_heads(db::Transaction& tx, Context& context) {
  const std::vector<daybook::Place> now = daybook::present_places(tx.connection());
  const std::string document = heads_document(now, context.now);
  const auto last = daybook::newest_heads(tx.connection());
  if (last && heads_part(last->document) == heads_part(document)) return;
  if (!last) {  // nothing since the seal, which says the same
    const std::vector<daybook::Place> sealed = daybook::sealed_places(tx.connection());
    bool moved = false;
    for (std::size_t i = 0; i < now.size(); ++i) moved = moved || now[i].record != sealed[i].record;
    if (!moved) return;
  }
  const daybook::Signer by = daybook::signer(tx, secret_of(context.site), context.now);
  const fiscal::Signature signature = by.key.sign(fiscal::signed_text(fiscal::Document::heads, document));
  tx.prepare("INSERT INTO journal_head(document, generation, signature, at_us) VALUES (?, ?, ?, ?)")
      .exec(document, by.generation, std::span<const std::uint8_t>{signature}, context.now);
}

Result<daybook::JournalKey> rotate_journal_key(db::Transaction& tx, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::device_admin));
  const daybook::Signer made = daybook::rotate(tx, secret_of(context.site), context.now);
  std::string detail;
  JsonWriter{detail}
      .begin_object()
      .member("generation", made.generation)
      .member("key", fiscal::fingerprint(made.key.public_key()))
      .end_object();
  audit(tx, context, "journal_key_rotated", std::to_string(made.generation), detail, consent);
  return daybook::load_keys(tx.connection()).back();
}
}  // namespace holdfast::commands
