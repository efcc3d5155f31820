#include "fiscal/file_state.h"
#include "fiscal/merkle.h"

namespace holdfast::fiscal {
using namespace file;

void FileCheck::State::read_head(const Json& line) {
  if (headed) return find("format", "a second head");
  headed = true;
  if (text_of(line, "format") != file_format) find("format", "not a journal of this format");
  head.site = verdict.site = text_of(line, "site");
  verdict.currency = text_of(line, "currency");
  head.first_seal = number_of(line, "firstSeal");
  head.last_seal = number_of(line, "lastSeal");
  const Json* all = line.find("keys");
  if (all == nullptr || !all->is_array() || all->items().empty()) return find("key", "the file names no key");
  for (const Json& item : all->items()) {
    FileKey key{number_of(item, "generation"), {}, {}, text_of(item, "reason"), text_of(item, "madeAt")};
    const auto bytes = array_from_hex<32>(text_of(item, "publicKey"));
    if (!bytes || key.generation < 1 || keys.contains(key.generation)) return find("key", "a key that is none");
    key.public_key = *bytes;
    if (is_text(item, "endorsement")) {
      key.endorsement = array_from_hex<64>(text_of(item, "endorsement"));
      if (!key.endorsement) find("key", "key " + std::to_string(key.generation) + ": its endorsement is none");
    }
    keys.emplace(key.generation, key);
  }
  check_keys();
}

void FileCheck::State::check_keys() {
  verdict.first_key = fingerprint(keys.begin()->second.public_key);
  bool vouched = trusted.empty();
  const FileKey* before = nullptr;
  for (const auto& [number, key] : keys) {
    const std::string name = "key " + std::to_string(number) + " (" + fingerprint(key.public_key) + ")";
    const bool endorsed =
        before != nullptr && key.endorsement && before->generation + 1 == number &&
        verifies(before->public_key, key_statement(number, key.public_key), bytes_of(*key.endorsement));
    if (before != nullptr && key.endorsement && !endorsed) find("key", name + " is not endorsed by the one before");
    if (before == nullptr && number != 1) find("key", "the keys begin at generation " + std::to_string(number));
    const bool named = trusted == fingerprint(key.public_key) || trusted == to_hex(key.public_key);
    if (!trusted.empty() && !named && vouched && !endorsed)
      find("key", name + " follows the trusted key, which does not vouch for it");
    if (before != nullptr && !endorsed && trusted.empty())
      verdict.notes.push_back(name + " is vouched for by none before it (" + key.reason +
                              "): ask the hub or the shop for its fingerprint");
    vouched = vouched || named;
    before = &key;
  }
  if (!vouched) find("key", "the trusted key is not among those of the file");
}

bool FileCheck::State::check_signature(const Json& line, Document kind) {
  const auto key = keys.find(number_of(line, "generation"));
  const auto signature = array_from_hex<64>(text_of(line, "signature"));
  if (key == keys.end()) return find("key", "signed by a key that the file does not name"), false;
  if (!signature ||
      !verifies(key->second.public_key, signed_text(kind, text_of(line, "document")), bytes_of(*signature)))
    return find("signature", "the signature does not hold"), false;
  if (key->first < generation)
    return find("key", "signed by key " + std::to_string(key->first) + " after a later one had signed"), false;
  generation = key->first;
  return true;
}

void FileCheck::State::compare_seal(const Seal& seal) {
  std::vector<Sha256> leaves;
  std::size_t known = 0;
  for (const SealedRegister& reg : seal.registers) {
    const std::string name = "register " + std::to_string(reg.number) + ": ";
    auto [found, fresh] = places.try_emplace(reg.id);
    Place& place = found->second;
    ++known;
    if (fresh) {
      place.known = true;
      place.before = place.head = journal_genesis(reg.id);
    }
    if (reg.first != place.first || reg.last != place.last)
      find("gap", name + "the seal has records " + std::to_string(reg.first) + " to " + std::to_string(reg.last) +
                      ", the file " + std::to_string(place.first) + " to " + std::to_string(place.last));
    if (reg.before != place.before || reg.head != place.head) find("chain", name + "the seal has another chain");
    if (reg.total != place.total || reg.net != place.net || reg.tax != place.tax)
      find("total", name + "the seal has a total of " + std::to_string(reg.total) + ", its records " +
                        std::to_string(place.total));
    if (reg.first_receipt != place.first_receipt || reg.last_receipt != place.last_receipt)
      find("gap", name + "the seal has receipts " + reg.first_receipt + " to " + reg.last_receipt);
    if (reg.gaps != place.gaps) find("gap", name + "the seal explains other gaps");
    for (const SealedRegister::Gap& gap : reg.gaps)
      if (gap.reason != "restored") find("gap", name + "nothing explains what is missing before " + gap.before);
    leaves.insert(leaves.end(), place.leaves.begin(), place.leaves.end());
  }
  if (known != places.size()) find("seal", "a register of the file is not in the seal");
  if (tree_root(leaves) != seal.root || static_cast<std::int64_t>(leaves.size()) != seal.records)
    find("seal", "the root is not that of the records");
}

void FileCheck::State::begin_after(const Seal& seal) {
  for (const SealedRegister& reg : seal.registers) {
    Place& place = places[reg.id];
    Place next;
    next.known = true;
    next.first = reg.last + 1;
    next.last = reg.last;
    next.before = next.head = reg.head;
    next.receipt = receipt_of(reg.last_receipt);
    next.receipt_text = next.last_receipt = reg.last_receipt;
    place = std::move(next);
  }
}

void FileCheck::State::read_seal(const Json& line) {
  (void)check_signature(line, Document::seal);
  const std::string document = text_of(line, "document");
  const auto seal = parse_seal(document);
  if (!seal) return find("seal", seal.error().detail);
  const Json* anchor = line.find("anchor");
  const bool is_anchor = anchor != nullptr && anchor->truth();
  const std::string name = "seal " + std::to_string(seal->number) + ": ";
  if (seal->site != verdict.site) find("seal", name + "it is of another store");
  if (seal->generation != number_of(line, "generation"))
    find("key", name + "it names another key than the one that signed");
  if (const auto key = keys.find(seal->generation);
      key != keys.end() && fingerprint(key->second.public_key) != seal->key)
    find("key", name + "its key is not the one of that generation");
  if (is_anchor) {
    if (last_seal || verdict.records != 0) find("format", name + "an anchor stands before everything else");
    verdict.notes.push_back("the file begins after seal " + std::to_string(seal->number) +
                            "; what that one sealed is not in it");
  } else {
    ++verdict.seals;
    if (last_seal ? seal->previous != *last_seal : seal->previous != Sha256{})
      find("seal", name + "it does not follow the seal before");
    if (seal->number != last_number + 1)
      find("seal", name + "it comes where " + std::to_string(last_number + 1) + " should");
    if (seal->business_date < last_date) find("seal", name + "its day is before that of the seal before");
    compare_seal(*seal);
  }
  begin_after(*seal);
  last_seal = sha256(document);
  last_number = seal->number;
  last_date = seal->business_date;
}

/// A place that was signed must be one that the chain went through: kept until the end would cost memory, so the file
/// has the heads behind the records, and only the last record of a register may be signed there.
void FileCheck::State::read_heads(const Json& line) {
  if (!check_signature(line, Document::heads)) return;
  const auto document = parse_json(text_of(line, "document"));
  const Json* heads = document ? document->find("heads") : nullptr;
  if (heads == nullptr) return find("format", "signed places that are none");
  for (const Json& item : heads->items()) {
    const auto found = places.find(text_of(item, "register"));
    const std::int64_t number = number_of(item, "number");
    if (found == places.end()) {
      if (number != 0) find("gap", "a register whose records are missing");
      continue;
    }
    if (number > found->second.last)
      find("gap", "record " + std::to_string(number) + " was signed and is missing: the end is cut off");
    if (number == found->second.last && text_of(item, "hash") != to_hex(found->second.head))
      find("chain", "record " + std::to_string(number) + " is not the one that was signed");
  }
}

void FileCheck::State::read_end(const Json& line) {
  ended = true;
  (void)check_signature(line, Document::end);
  FileEnd end;
  end.lines = at - 1;
  end.records = verdict.records;
  end.seals = verdict.seals;
  end.digest = digest.take();
  if (text_of(line, "document") != end_document(end)) find("end", "the file is not the one that was written");
}

FileCheck::FileCheck(std::string trusted) : state_{std::make_unique<State>()} { state_->trusted = std::move(trusted); }
FileCheck::~FileCheck() = default;

void FileCheck::line(std::string_view text) {
  State& state = *state_;
  ++state.at;
  if (state.ended) return state.find("end", "a line behind the end");
  const auto parsed = parse_json(text);
  if (!parsed || !parsed->is_object()) return state.find("format", "not a JSON object");
  const std::string kind = text_of(*parsed, "line");
  if (!state.headed && kind != "head") state.find("format", "the file does not begin with its head");
  if (kind == "end") return state.read_end(*parsed);
  state.digest.add(text);
  state.digest.add("\n");
  if (kind == "head")
    state.read_head(*parsed);
  else if (kind == "record")
    state.read_record(*parsed);
  else if (kind == "seal")
    state.read_seal(*parsed);
  else if (kind == "heads")
    state.read_heads(*parsed);
  else
    state.find("format", "a line of an unknown kind");
}

Verdict FileCheck::finish() {
  State& state = *state_;
  state.at = 0;
  if (!state.headed) state.find("format", "the file is empty");
  if (!state.ended) state.find("end", "the end is missing: the file was cut off");
  if (state.headed && state.head.last_seal > 0 && state.last_number != state.head.last_seal)
    state.find("seal", "the file should end at seal " + std::to_string(state.head.last_seal));
  if (state.loose != 0)
    state.verdict.notes.push_back(std::to_string(state.loose) +
                                  " records of an earlier release do not bind the lines of their orders");
  for (const auto& [id, place] : state.places) state.verdict.unsealed += static_cast<std::int64_t>(place.leaves.size());
  if (state.verdict.unsealed != 0)
    state.verdict.notes.push_back(std::to_string(state.verdict.unsealed) + " records are not sealed yet");
  return std::move(state.verdict);
}
}  // namespace holdfast::fiscal
