#include "routes/weighing_routes.h"

#include <array>

#include "catalogue/price_rows.h"
#include "catalogue/variant_rows.h"
#include "commands/claim_device.h"
#include "devices/device_rows.h"
#include "money/most_money.h"
#include "routes/list.h"
#include "staff/terminal_rows.h"

namespace holdfast::routes {
namespace {
using http::Method;
using scale::Task;
using Found = Result<std::variant<Answer, store::Write>>;

/// What a body asks for, before the articles and claims of the database are looked at.
struct Wish {
  std::optional<Uuid> variant;
  scale::StartWeighing start;
};

Result<Wish> decode(const Input& input, Task task, Currency currency) {
  static constexpr std::array<std::string_view, 4> units{"kg", "g", "lb", "oz"};
  std::vector<FieldError> errors;
  static const Json none = Json::object({});
  JsonFields fields{input.body.is_null() ? none : input.body, errors};
  Wish wish;
  wish.start.task = task;
  if (task == Task::weigh) {
    wish.variant = fields.maybe_uuid("variantId");
    if (const auto price = fields.maybe_integer("unitPrice", 0, most_money))
      wish.start.request.unit_price = Money{*price, currency};
    if (const Json* given = fields.maybe_object("tare")) {
      JsonFields tare{*given, errors, fields.pointer("tare")};
      const auto weight = tare.maybe_decimal("weight");
      const auto unit = scale::parse_unit(tare.word("unit", units));
      tare.finish();
      const auto parsed = weight && unit ? scale::parse_weight(*weight, *unit) : std::nullopt;
      if (!parsed || parsed->amount.micro() < 0)
        fields.complain("tare", "is a weight and its unit");
      else
        wish.start.request.tare = parsed;
    }
  }
  if (task == Task::tare && fields.flag("clear", false)) wish.start.task = Task::clear_tare;
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  wish.start.key = std::string{input.http.header("Idempotency-Key")};
  return wish;
}

/// Who asks, whether the scale is free of claims, and the unit price for a scale that wants one.
Result<> complete(Wish& wish, db::Connection& connection, const ReadContext& context, const Uuid& device_id,
                  const Actor& actor, bool needs_price) {
  if (actor.terminal_id == 0) return refuse(ErrorCode::conflict, "only a paired terminal weighs");
  const devices::Device device = TRY(devices::load(connection, device_id));
  if (device.kind != devices::Kind::scale) return refuse(ErrorCode::conflict, "that device is no scale");
  TRY(commands::require_unclaimed(connection, device.row, &actor, context.now));
  const auto terminal = staff::find_terminal(connection, actor.terminal);
  wish.start.asker = {actor.terminal, terminal ? terminal->name : std::string{}, actor.staff_code};
  if (!wish.variant) {
    if (needs_price && !wish.start.request.unit_price && wish.start.task == Task::weigh)
      return refuse(ErrorCode::invalid_argument, "this scale wants the unit price", {{"/unitPrice", "is required"}});
    return {};
  }
  const auto variant = catalogue::find_variant(connection, VariantId{*wish.variant});
  if (!variant) return refuse(ErrorCode::not_found, "no article " + to_string(*wish.variant));
  if (!scale::parse_unit(variant->unit))
    return refuse(ErrorCode::invalid_argument, variant->name + " is not sold by weight",
                  {{"/variantId", "is not sold by weight"}});
  if (wish.start.request.unit_price) return {};
  const auto price = catalogue::price_of(connection, *variant, Quantity::pieces(1), context.now, context.site);
  if (price) wish.start.request.unit_price = Money{price->amount, context.site.currency};
  if (!price && needs_price) return refuse(ErrorCode::no_price, "no price for " + variant->sku + " " + variant->name);
  return {};
}

int offset_of(const store::Store& store) {
  const auto view = store.view();
  return view && view->utc_offset_min ? view->utc_offset_min(store.now()) : 0;
}

std::string body_of(const scale::Weighing& weighing, int utc_offset_min) {
  std::string out;
  JsonWriter json{out};
  scale::append_json(json, weighing, utc_offset_min);
  return out;
}

Result<Answer> begin(const ScaleDesk& desk, const Uuid& device, const Actor& actor, store::Store& store, Wish wish) {
  const auto needs_price = desk.needs_price ? desk.needs_price(device) : std::nullopt;
  TRY(store.read_inline(&actor, [&](db::Connection& connection, const ReadContext& context) -> Result<Answer> {
    TRY(complete(wish, connection, context, device, actor, needs_price.value_or(false)));
    return Answer{};
  }));
  if (!desk.start || !needs_price) return refuse(ErrorCode::conflict, "nobody drives that scale: it is switched off");
  const scale::Weighing weighing = TRY(desk.start(device, std::move(wish.start)));
  return created(body_of(weighing, offset_of(store)),
                 "/v1/devices/" + to_string(device) + "/weighings/" + to_string(weighing.id));
}

Found start(const ScaleDesk& desk, const Input& input, const Actor& actor, store::Store& store, Task task) {
  const Uuid device = TRY(input.id(0));
  Wish wish = TRY(decode(input, task, store.site()->currency));
  return TRY(begin(desk, device, actor, store, std::move(wish)));
}

Result<Answer> show(const ScaleDesk& desk, const Input& input, const ReadContext& context) {
  const Uuid device = TRY(input.id(0)), id = TRY(input.id(1));
  const auto weighing = desk.find ? desk.find(device, id) : std::nullopt;
  if (!weighing) return refuse(ErrorCode::not_found, "no weighing has the id `" + to_string(id) + "`");
  return ok(body_of(*weighing, context.utc_offset_min));
}

using Change = std::function<Result<scale::Weighing>(const Uuid&, const Uuid&, const Uuid&)>;
Found change(const Change& desk, const Input& input, const Actor& actor, const store::Store& store) {
  const Uuid device = TRY(input.id(0)), id = TRY(input.id(1));
  if (!desk) return refuse(ErrorCode::not_found, "no weighing has the id `" + to_string(id) + "`");
  return ok(body_of(TRY(desk(device, id, actor.terminal)), offset_of(store)));
}
}  // namespace

Result<Answer> test_scale(const ScaleDesk& desk, const Input& input, const Uuid& device, const Actor& actor,
                          store::Store& store) {
  Wish wish;
  wish.start.task = Task::test;
  wish.start.key = std::string{input.http.header("Idempotency-Key")};
  // A scale that multiplies is asked with one of the currency's whole units.
  const Currency currency = store.site()->currency;
  wish.start.request.unit_price = Money{currency.minor_per_major(), currency};
  return begin(desk, device, actor, store, std::move(wish));
}

std::optional<carts::Weighing> sellable(const scale::Weighing& weighing, int utc_offset_min) {
  using scale::WeightUnit;
  if (weighing.state != scale::WeighingState::weighed || !weighing.goods || !weighing.goods->reading.weight)
    return std::nullopt;
  const scale::WeighedGoods& goods = *weighing.goods;
  carts::Weighing out;
  out.id = weighing.id;
  out.device = weighing.device;
  out.terminal = weighing.asker.terminal;
  out.weighed_at = goods.answered;
  out.valid_until = goods.valid_until;
  for (const WeightUnit unit : {WeightUnit::kilogram, WeightUnit::gram, WeightUnit::pound, WeightUnit::ounce})
    if (const auto amount = scale::amount_in(*goods.reading.weight, unit))
      out.amounts.emplace_back(to_string(unit), *amount);
  out.net = goods.reading.net;
  out.reading = scale::reading_json(weighing, utc_offset_min);
  return out;
}

void add_weighing_routes(Api& api, ScaleDesk given) {
  const auto desk = std::make_shared<const ScaleDesk>(std::move(given));
  const Access sell = Access::session(Permission::sell);
  api.here(Method::post, "/v1/devices/{id}/weighings", sell,
           [desk](const Input& input, const Actor& actor, store::Store& store) {
             return start(*desk, input, actor, store, Task::weigh);
           });
  api.here(Method::post, "/v1/devices/{id}/zero", sell,
           [desk](const Input& input, const Actor& actor, store::Store& store) {
             return start(*desk, input, actor, store, Task::zero);
           });
  api.here(Method::post, "/v1/devices/{id}/tare", sell,
           [desk](const Input& input, const Actor& actor, store::Store& store) {
             return start(*desk, input, actor, store, Task::tare);
           });
  api.read_inline(
      Method::get, "/v1/devices/{id}/weighings/{weighingId}", Access::terminal(),
      [desk](const Input& input, db::Connection&, const ReadContext& context) { return show(*desk, input, context); });
  api.here(Method::post, "/v1/devices/{id}/weighings/{weighingId}/confirm", sell,
           [desk](const Input& input, const Actor& actor, store::Store& store) {
             return change(desk->confirm, input, actor, store);
           });
  api.here(Method::post, "/v1/devices/{id}/weighings/{weighingId}/cancel", sell,
           [desk](const Input& input, const Actor& actor, store::Store& store) {
             return change(desk->cancel, input, actor, store);
           });
}
}  // namespace holdfast::routes
