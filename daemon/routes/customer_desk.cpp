#include "routes/customer_desk.h"

#include <algorithm>

#include "commands/points.h"
#include "commands/reference.h"
#include "hub_calls/call_ids.h"
#include "hub_calls/call_rows.h"
#include "routes/customer_json.h"
#include "routes/elsewhere_answers.h"
#include "stored_value/lease_rows.h"

namespace holdfast::routes {
namespace {
using customers::Person;
using http::Method;
using hub_calls::Heard;
using hub_calls::HubCalls;

bool has_hub(const store::Store& store) { return store.capabilities()->mode != capabilities::Mode::alone; }
bool hub_decides(const HubCalls* calls, const store::Store& store, std::string_view operation) {
  return calls != nullptr && has_hub(store) &&
         store.capabilities()->of(operation).state == capabilities::State::allowed;
}
std::variant<Answer, store::Write> write(store::Write work) {
  return std::variant<Answer, store::Write>{std::move(work)};
}
std::string text_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr && member->is_string() ? member->text() : std::string{};
}
std::optional<std::string> maybe_text(const Json& json, std::string_view name) {
  std::string text = text_of(json, name);
  return text.empty() ? std::nullopt : std::optional{std::move(text)};
}
Result<Person> read_person(const Json& json) {
  const auto id = parse_uuid(text_of(json, "personId"));
  if (!id) return refuse(ErrorCode::not_available_now, "the hub's answer cannot be read");
  Person person;
  person.id = *id;
  person.name = text_of(json, "name");
  person.email = maybe_text(json, "email");
  person.phone = maybe_text(json, "phone");
  person.note = text_of(json, "note");
  if (const Json* limit = json.find("accountLimit")) person.account_limit = limit->integer().value_or(0);
  person.created = person.updated = parse_rfc3339(text_of(json, "changedAt")).value_or(Instant{});
  return person;
}

// Looking for them ----------------------------------------------------------------------------------------------------
/// Of the hub's answer those whom this store does not know, in the same words.
std::string with_others(const std::string& own, const std::string& answer, db::Connection& connection,
                        const ReadContext& context) {
  const auto found = parse_json(answer);
  const Json* customers = found ? found->find("customers") : nullptr;
  if (customers == nullptr || !customers->is_array()) return own;
  std::string others;
  for (const Json& each : customers->items()) {
    const auto person = read_person(each);
    if (!person || customers::find(connection, person->id)) continue;
    std::string shown;
    JsonWriter json{shown};
    append_customer(json, connection, *person, context.site, context.utc_offset_min);
    shown.insert(shown.size() - 1, R"(,"elsewhere":true)");
    others += (others.empty() ? "" : ",") + shown;
  }
  // `{"items":[…],"next":…}`
  const std::size_t end = own.rfind("],\"next\"");
  if (others.empty() || end == std::string::npos) return own;
  const bool empty = own.substr(0, end).ends_with('[');
  return own.substr(0, end) + (empty ? "" : ",") + others + own.substr(end);
}

void list(HubCalls* calls, const Input& input, store::Store& store, const Told& told) {
  auto own = store.read_inline(nullptr, [&](db::Connection& connection, const ReadContext& context) {
    return list_customers(input, connection, context);
  });
  if (!own) return told(tl::unexpected<Error>(own.error()));
  const std::string words = input.http.query_value("q").value_or("");
  const bool first_page = input.http.query_value("cursor").value_or("").empty();
  if (words.empty() || !first_page || !hub_decides(calls, store, "customer"))
    return told(std::variant<Answer, store::Write>{*std::move(own)});
  hub_calls::Wish wish;
  wish.operation = "customer.search";
  wish.dependency = capabilities::Dependency::customers;
  wish.id = calls->new_id();
  wish.request.clear();
  JsonWriter{wish.request}.begin_object().member("q", words).end_object();
  calls->ask(std::move(wish), [told, &store, own = *std::move(own)](const Heard& heard) mutable {
    // Without an answer there is what this store knows.
    if (heard.answered())
      (void)store.read_inline(nullptr, [&](db::Connection& connection, const ReadContext& context) -> Result<Answer> {
        own.body = with_others(own.body, heard.body, connection, context);
        return Answer{};
      });
    told(std::variant<Answer, store::Write>{std::move(own)});
  });
}

/// One whom this store does not know is asked for by id, and on file here from then on: the least that a sale needs.
void show(HubCalls* calls, const Input& input, store::Store& store, const Told& told) {
  auto own = store.read_inline(nullptr, [&](db::Connection& connection, const ReadContext& context) {
    return get_customer(input, connection, context);
  });
  const auto id = input.id(0);
  if (own || !id || own.error().code != ErrorCode::not_found || !hub_decides(calls, store, "customer")) {
    if (!own) return told(tl::unexpected<Error>(own.error()));
    return told(std::variant<Answer, store::Write>{*std::move(own)});
  }
  hub_calls::Wish wish;
  wish.operation = "customer.get";
  wish.dependency = capabilities::Dependency::customers;
  wish.id = calls->new_id();
  wish.request.clear();
  JsonWriter{wish.request}.begin_object().member("personId", *id).end_object();
  calls->ask(std::move(wish), [told, &store, missing = own.error()](const Heard& heard) {
    if (heard.outcome == Heard::Outcome::refused)
      return told(tl::unexpected<Error>(error_of(heard, "customer", store)));
    if (!heard.answered()) return told(tl::unexpected<Error>(missing));  // this store's own answer
    told(write([heard](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
      Person person = TRY(read_person(TRY(parse_json(heard.body))));
      if (const auto known = customers::find(tx.connection(), person.id)) {  // merged into one who is on file
        person = *known;
      } else {
        person.created = person.updated = context.now;
        customers::insert(tx, person);
        customers::put_hub_state(tx, person.row, "confirmed", std::nullopt, context.now);
      }
      return customer_answer(200, tx.connection(), person, context.site, context.utc_offset_min);
    }));
  });
}

/// Points that the hub keeps are asked for; without an answer it is what the hub said last.
void points(HubCalls* calls, const Input& input, store::Store& store, const Told& told) {
  std::string programme;
  Uuid person;
  auto own = store.read_inline(nullptr, [&](db::Connection& connection, const ReadContext& context) -> Result<Answer> {
    person = TRY(input.id(0));
    const auto* current = commands::reference(connection, context.site, context.now).programme(context.now);
    if (current != nullptr && current->at_hub) programme = current->id;
    return points_answer(connection, person, context.site, context.now);
  });
  if (!own) return told(tl::unexpected<Error>(own.error()));
  if (programme.empty() || !hub_decides(calls, store, "loyalty.redeem"))
    return told(std::variant<Answer, store::Write>{*std::move(own)});
  hub_calls::Wish wish;
  wish.operation = "loyalty.balance";
  wish.dependency = capabilities::Dependency::loyalty;
  wish.id = calls->new_id();
  wish.request.clear();
  JsonWriter{wish.request}.begin_object().member("personId", person).member("programme", programme).end_object();
  calls->ask(std::move(wish), [told, person, own = *std::move(own)](const Heard& heard) mutable {
    const auto answer = heard.answered() ? parse_json(heard.body) : Result<Json>{refuse(ErrorCode::invalid_body, "")};
    const Json* balance = answer ? answer->find("balance") : nullptr;
    if (balance == nullptr) return told(std::variant<Answer, store::Write>{std::move(own)});
    told(write([person, points = balance->integer().value_or(0)](db::Transaction& tx,
                                                                 commands::Context& context) -> Result<Answer> {
      const auto known = customers::find(tx.connection(), person);
      if (!known) return refuse(ErrorCode::not_found, "no customer " + to_string(person));
      const auto account = TRY(commands::points_account(tx, known->row, context));
      stored_value::note_balance(tx, account.row, points, context.now);
      return points_answer(tx.connection(), person, context.site, context.now);
    }));
  });
}

// Making and changing them --------------------------------------------------------------------------------------------
void append_words(JsonWriter& json, const Person& person) {
  json.begin_object().member("name", person.name).member("email", person.email.value_or(""));
  json.member("phone", person.phone.value_or("")).member("note", person.note);
  json.member("accountLimit", person.account_limit).end_object();
}
hub_calls::Wish telling(const Uuid& call, const Person& now, const std::optional<Person>& before, bool provisional) {
  hub_calls::Wish wish;
  wish.operation = "customer.put";
  wish.kind = realtime::Kind::customer_create;
  wish.dependency = capabilities::Dependency::customers;
  wish.id = call;
  wish.request.clear();
  JsonWriter json{wish.request};
  json.begin_object().member("personId", now.id).member("provisional", provisional).key("set");
  append_words(json, now);
  if (before) {
    json.key("before");
    append_words(json, *before);
  }
  json.end_object();
  return wish;
}

using Done = std::function<Result<Person>(db::Transaction&, commands::Context&)>;
/// Done here by the hub's leave.
Result<Answer> confirmed(const Done& done, int status, db::Transaction& tx, commands::Context& context) {
  const Person person = TRY(done(tx, context));
  customers::put_hub_state(tx, person.row, "confirmed", std::nullopt, context.now);
  return customer_answer(status, tx.connection(), person, context.site, context.utc_offset_min);
}
/// Done here, and told to the hub once it answers.
Result<Answer> provisional(const Done& done, int status, const std::optional<Person>& before, db::Transaction& tx,
                           commands::Context& context) {
  const Person person = TRY(done(tx, context));
  const Uuid call = context.ids.next(context.now);
  hub_calls::insert_call(tx, telling(call, person, before, true), hub_calls::CallState::queued, context.now);
  customers::put_hub_state(tx, person.row, "provisional", call, context.now);
  return customer_answer(status, tx.connection(), person, context.site, context.utc_offset_min);
}

struct Act {
  HubCalls* calls;
  store::Store& store;
  Told told;
  std::string_view operation;
  int status;
  std::optional<Person> before;
  Person after;
  Done done;
};
void carry_out(Act act, const store::Call& call) {
  const bool governed = act.calls != nullptr && has_hub(act.store);
  if (!governed)
    return act.told(write([act](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
      return customer_answer(act.status, tx.connection(), TRY(act.done(tx, context)), context.site,
                             context.utc_offset_min);
    }));
  const auto alone = write([act](db::Transaction& tx, commands::Context& context) {
    return provisional(act.done, act.status, act.before, tx, context);
  });
  if (!hub_decides(act.calls, act.store, act.operation)) return act.told(alone);
  const Uuid id = hub_calls::call_id(*act.calls, call, "HF-CUSTOMER1");
  act.calls->act(telling(id, act.after, act.before, false), [act, alone](const Heard& heard) {
    if (heard.outcome == Heard::Outcome::refused)
      return act.told(tl::unexpected<Error>(error_of(heard, act.operation, act.store)));
    if (!heard.answered()) return act.told(alone);
    act.told(write([act](db::Transaction& tx, commands::Context& context) {
      return confirmed(act.done, act.status, tx, context);
    }));
  });
}

void create(HubCalls* calls, const Input& input, const store::Call& call, store::Store& store, const Told& told) {
  auto command = new_customer_of(input);
  if (!command) return told(tl::unexpected<Error>(command.error()));
  Person person;
  if (calls != nullptr && has_hub(store)) {
    command->id = hub_calls::call_id(*calls, call, "HF-NEW-CUSTOMER1");
    person.id = *command->id;
  }
  person.name = command->name;
  person.email = command->email;
  person.phone = command->phone;
  person.note = command->note;
  person.account_limit = command->account_limit;
  carry_out({calls, store, told, "customer.create", 201, std::nullopt, person,
             [command = *command](db::Transaction& tx, commands::Context& context) {
               return commands::create_customer(tx, command, context);
             }},
            call);
}

void change(HubCalls* calls, const Input& input, const store::Call& call, store::Store& store, const Told& told) {
  Result<commands::ChangeCustomer> command = refuse(ErrorCode::internal, "");
  std::optional<Person> before;
  const auto read = store.read_inline(nullptr, [&](db::Connection& connection, const ReadContext&) -> Result<Answer> {
    command = customer_change_of(input, connection);
    if (command) before = customers::find(connection, command->id);
    return Answer{};
  });
  if (!read) return told(tl::unexpected<Error>(read.error()));
  if (!command) return told(tl::unexpected<Error>(command.error()));
  Person after = before.value_or(Person{});
  if (command->name) after.name = *command->name;
  if (command->email) after.email = *command->email;
  if (command->phone) after.phone = *command->phone;
  if (command->note) after.note = *command->note;
  if (command->account_limit) after.account_limit = *command->account_limit;
  const bool known = before && !before->erased;
  carry_out({known ? calls : nullptr, store, told, "customer.edit", 200, before, after,
             [command = *command](db::Transaction& tx, commands::Context& context) {
               return commands::change_customer(tx, command, context);
             }},
            call);
}
}  // namespace

void add_customer_desk(Api& api, HubCalls* calls) {
  const Access edit = Access::session(Permission::customer_edit);
  api.ask(Method::post, "/v1/customers", edit,
          [calls](const Input& input, const store::Call& call, store::Store& store, const Told& told) {
            create(calls, input, call, store, told);
          });
  api.ask(Method::get, "/v1/customers", Access::session(),
          [calls](const Input& input, const store::Call&, store::Store& store, const Told& told) {
            list(calls, input, store, told);
          });
  api.ask(Method::get, "/v1/customers/{id}", Access::session(),
          [calls](const Input& input, const store::Call&, store::Store& store, const Told& told) {
            show(calls, input, store, told);
          });
  api.ask(Method::get, "/v1/customers/{id}/loyalty", Access::session(),
          [calls](const Input& input, const store::Call&, store::Store& store, const Told& told) {
            points(calls, input, store, told);
          });
  api.ask(Method::patch, "/v1/customers/{id}", edit,
          [calls](const Input& input, const store::Call& call, store::Store& store, const Told& told) {
            change(calls, input, call, store, told);
          });
}
}  // namespace holdfast::routes
