#include "commands/choose_parts.h"

#include <algorithm>

#include "catalogue/price_rows.h"
#include "catalogue/variant_rows.h"
#include "commands/nested_combo.h"

namespace holdfast::commands {
namespace {
using Group = ArticleTerms::Group;
using Option = ArticleTerms::Option;

/// Which option of which group.
struct Pick {
  const Group* group = nullptr;
  const Option* option = nullptr;
  int count = 1;
};

Result<std::vector<Pick>> picks_of(const ArticleTerms& terms, const std::vector<Choice>& chosen) {
  std::vector<FieldError> errors;
  std::vector<Pick> picks;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const std::string at = "/choices/" + std::to_string(i);
    const auto group =
        std::ranges::find_if(terms.choices, [&](const Group& each) { return each.name == chosen[i].group; });
    if (group == terms.choices.end()) {
      errors.push_back({at + "/group", "is no group of this article"});
      continue;
    }
    const auto option =
        std::ranges::find_if(group->options, [&](const Option& each) { return each.sku == chosen[i].sku; });
    if (option == group->options.end())
      errors.push_back({at + "/sku", "is not offered there"});
    else
      picks.push_back({&*group, &*option, chosen[i].count});
  }
  for (const Group& group : terms.choices) {
    int count = 0;
    for (const Pick& pick : picks) count += pick.group == &group ? pick.count : 0;
    if (count < group.least || count > group.most)
      errors.push_back({"/choices", "of `" + group.name + "` " + std::to_string(group.least) +
                                        (group.most == group.least ? "" : " to " + std::to_string(group.most)) +
                                        " have to be chosen"});
  }
  if (!errors.empty())
    return refuse(ErrorCode::invalid_argument, "that is not what there is to choose", std::move(errors));
  return picks;
}

Quantity times(Quantity quantity, int count) { return Quantity::from_micro(quantity.micro() * count); }

/// What a unit of each line costs in this sale, by itself.
Result<std::vector<std::int64_t>> unit_prices(db::Transaction& tx, const carts::Cart& cart,
                                              const std::vector<int>& lines, const Context& context) {
  carts::Cart alone = cart;
  std::erase_if(alone.items,
                [&](const carts::Item& item) { return std::ranges::find(lines, item.item) == lines.end(); });
  alone.discounts.clear();
  alone.promotions.clear();
  const PricedCart priced = TRY(price_cart(tx.connection(), alone, context.site, context.now, context.utc_offset_min));
  std::vector<std::int64_t> prices;
  for (const int line : lines)
    for (const orders::Item& item : priced.items)
      if (item.position == line) prices.push_back(item.unit_price);
  return prices;
}

struct Part {
  int line = 0;
  const Pick* pick = nullptr;
};

/// The combo's price over its parts, a unit at a time; units of one article may differ by the last cent, and are then
/// lines of their own.
Result<> spread_price(db::Transaction& tx, carts::Cart& cart, int main, std::vector<Part> parts,
                      std::vector<int>& lines, const Context& context) {
  std::vector<int> asked{main};
  for (const Part& part : parts) asked.push_back(part.line);
  const std::vector<std::int64_t> prices = TRY(unit_prices(tx, cart, asked, context));
  std::vector<std::int64_t> weights;
  for (std::size_t i = 0; i < parts.size(); ++i)
    weights.insert(weights.end(), static_cast<std::size_t>(parts[i].pick->count), prices[i + 1]);
  if (std::ranges::all_of(weights, [](std::int64_t weight) { return weight == 0; })) std::ranges::fill(weights, 1);
  const std::vector<std::int64_t> shares = allocate(prices[0], weights);
  carts::Item& head = *cart.find_item(main);
  const Quantity each = head.quantity;
  head.unit_price = 0;
  head.price_staff_id = context.actor_id();
  std::size_t unit = 0;
  for (const Part& part : parts) {
    const std::size_t end = unit + static_cast<std::size_t>(part.pick->count);
    for (int line = part.line; unit < end; line = 0) {
      const std::size_t first = unit;
      while (unit < end && shares[unit] == shares[first]) ++unit;
      if (line == 0) {
        carts::Item more = *cart.find_item(part.line);
        line = more.item = cart.next_item++;
        cart.items.push_back(std::move(more));
        lines.push_back(line);
      }
      carts::Item& item = *cart.find_item(line);
      item.quantity = times(each, static_cast<int>(unit - first));
      item.unit_price = shares[first] + part.pick->option->extra.value_or(0);
      item.price_staff_id = context.actor_id();
    }
  }
  return {};
}
}  // namespace

Result<std::vector<int>> add_parts(db::Transaction& tx, carts::Cart& cart, int main, const std::vector<Choice>& chosen,
                                   Context& context) {
  std::vector<int> lines;
  const carts::Item* head = cart.find_item(main);
  const bool sold = head->variant_id && !head->return_of && head->quantity.micro() > 0;
  const auto terms = sold ? find_article_terms(tx.connection(), *head->variant_id) : std::nullopt;
  if (!terms || terms->choices.empty()) {
    if (chosen.empty()) return lines;
    return refuse(ErrorCode::invalid_argument, head->name + " leaves nothing to choose",
                  {{"/choices", "has nothing to choose from"}});
  }
  const std::vector<Pick> picks = TRY(picks_of(*terms, chosen));
  if (picks.empty()) return lines;
  if (!head->quantity.is_whole())
    return refuse(ErrorCode::conflict, head->name + " is counted in whole ones, as something is chosen with it");
  const carts::LineTerms of_head = head->terms;
  const Quantity quantity = head->quantity;
  std::vector<Part> parts;
  for (const Pick& pick : picks) {
    if (is_combo(tx.connection(), pick.option->sku))
      return refuse(ErrorCode::conflict, "`" + pick.option->sku + "` is a combo itself: it cannot be chosen with " +
                                             cart.find_item(main)->name);
    AddItem line;
    line.article.sku = pick.option->sku;
    line.quantity = times(quantity, pick.count);
    line.own_line = true;
    const Added added = TRY(add_item(tx, cart, line, context));
    carts::Item& item = *cart.find_item(added.item);
    item.terms.modifies = main;
    item.terms.choice = pick.group->name;
    item.terms.of_combo = terms->combo;
    item.terms.seat = of_head.seat;
    item.terms.course = of_head.course;
    item.terms.service = of_head.service;
    if (!terms->combo && pick.option->extra) {
      item.unit_price = *pick.option->extra;
      item.price_staff_id = context.actor_id();
    }
    lines.push_back(added.item);
    parts.push_back({added.item, &pick});
  }
  cart.find_item(main)->terms.parts = terms->combo ? carts::Parts::combo : carts::Parts::extras;
  if (terms->combo) TRY(spread_price(tx, cart, main, std::move(parts), lines, context));
  return lines;
}

Result<std::vector<int>> follow_quantity(carts::Cart& cart, int main, Quantity before) {
  const carts::Item& head = *cart.find_item(main);
  std::vector<int> changed;
  if (head.terms.parts == carts::Parts::none || head.quantity == before) return changed;
  if (!head.quantity.is_whole() || head.quantity.micro() <= 0)
    return refuse(ErrorCode::conflict, head.name + " is counted in whole ones, as something is chosen with it");
  for (carts::Item& item : cart.items) {
    if (item.terms.modifies != main || item.terms.choice.empty()) continue;
    const Int128 micro = Int128{item.quantity.micro()} * head.quantity.micro() / before.micro();
    item.quantity = Quantity::from_micro(static_cast<std::int64_t>(micro));
    changed.push_back(item.item);
  }
  return changed;
}

Result<> may_change_alone(const carts::Cart& cart, const carts::Item& item, bool price, bool quantity) {
  if (item.terms.parts == carts::Parts::combo && price)
    return refuse(ErrorCode::conflict, "the price of " + item.name + " lies on its parts: take something off instead");
  if (item.terms.choice.empty() || (!quantity && !(price && item.terms.of_combo))) return {};
  const auto main = std::ranges::find(cart.items, item.terms.modifies, &carts::Item::item);
  return refuse(ErrorCode::conflict,
                item.name + " was chosen with " + (main == cart.items.end() ? "" : main->name) + ": change that");
}

Result<> may_leave_alone(db::Connection& connection, const carts::Cart& cart, const carts::Item& item) {
  if (item.terms.choice.empty()) return {};
  const auto main = std::ranges::find(cart.items, item.terms.modifies, &carts::Item::item);
  if (main == cart.items.end() || !main->variant_id) return {};
  const auto terms = find_article_terms(connection, *main->variant_id);
  const auto group =
      terms ? std::ranges::find(terms->choices, item.terms.choice, &Group::name) : std::vector<Group>::const_iterator{};
  const bool optional = terms && !item.terms.of_combo && group != terms->choices.end() && group->least == 0;
  if (optional || !terms) return {};
  return refuse(ErrorCode::conflict, main->name + " is not sold without: take it out and choose again");
}

Result<Offered> offered_choices(db::Connection& connection, const Uuid& id, const Site& site, Instant now) {
  const auto article = catalogue::find_variant(connection, VariantId{id});
  if (!article) return refuse(ErrorCode::not_found, "no article " + to_string(id));
  const auto price_of = [&](const catalogue::Variant& variant) {
    const auto price = catalogue::price_of(connection, variant, Quantity::pieces(1), now, site);
    return price ? std::optional{price->amount} : std::nullopt;
  };
  Offered out;
  out.price = price_of(*article);
  const auto terms = find_article_terms(connection, article->id);
  if (!terms) return out;
  out.combo = terms->combo;
  for (const Group& group : terms->choices) {
    Offered::Group& shown = out.groups.emplace_back(Offered::Group{group.name, group.least, group.most, {}});
    for (const Option& option : group.options) {
      const auto variant = catalogue::find_variant_by_sku(connection, option.sku);
      const bool sold = variant && variant->active && !variant->open_price && !is_combo(connection, option.sku);
      const auto own = sold ? price_of(*variant) : std::nullopt;
      if (!own) continue;
      const std::int64_t extra = option.extra ? *option.extra : terms->combo ? 0 : *own;
      shown.options.push_back({variant->uuid, variant->sku, variant->name, extra});
    }
  }
  return out;
}
}  // namespace holdfast::commands
