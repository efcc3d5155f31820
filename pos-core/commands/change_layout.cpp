#include "commands/change_layout.h"

#include "catalogue/category.h"
#include "catalogue/variant_rows.h"

namespace holdfast::commands {
namespace {
using layouts::Tile;

std::optional<Uuid> category_of(db::Connection& connection, const Tile& tile) {
  const auto found = tile.reference.empty() ? catalogue::find_category(connection, tile.target)
                                            : catalogue::find_category(connection, std::string_view{tile.reference});
  return found ? std::optional{found->id} : std::nullopt;
}
std::optional<Uuid> variant_of(db::Connection& connection, const Tile& tile) {
  const auto found = tile.reference.empty() ? catalogue::find_variant(connection, VariantId{tile.target})
                                            : catalogue::find_variant_by_sku(connection, tile.reference);
  return found ? std::optional{found->uuid} : std::nullopt;
}

/// Puts ids in the place of references and complains about every tile that stands for nothing.
Result<> resolve(db::Connection& connection, layouts::Pages& pages) {
  std::vector<FieldError> errors;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    for (std::size_t t = 0; t < pages[p].tiles.size(); ++t) {
      Tile& tile = pages[p].tiles[t];
      if (tile.kind == Tile::Kind::action) continue;
      const bool category = tile.kind == Tile::Kind::category;
      const auto target = category ? category_of(connection, tile) : variant_of(connection, tile);
      if (!target) {
        const std::string what = tile.reference.empty() ? to_string(tile.target) : tile.reference;
        errors.push_back(
            {"/pages/" + std::to_string(p), std::string{category ? "no category `" : "no variant `"} + what + '`'});
        continue;
      }
      tile.target = *target;
      tile.reference.clear();
    }
  }
  return accept_fields(std::move(errors));
}

Result<std::int64_t> next_version(db::Connection& connection, const std::optional<std::int64_t>& if_match) {
  const std::int64_t newest = layouts::newest_version(connection);
  if (if_match && *if_match != newest)
    return refuse(ErrorCode::stale_version, "the layout has changed since: it is at version " + std::to_string(newest));
  return newest + 1;
}

layouts::Stored keep(db::Transaction& tx, layouts::Stored stored, const Consent& consent, Context& context) {
  layouts::insert(tx, stored.version, stored.layout, context.actor_id(), context.now);
  std::int64_t tiles = 0;
  for (const layouts::Page& page : stored.layout.pages) tiles += static_cast<std::int64_t>(page.tiles.size());
  std::string payload;
  JsonWriter{payload}
      .begin_object()
      .member("version", stored.version)
      .member("pages", static_cast<std::int64_t>(stored.layout.pages.size()))
      .member("tiles", tiles)
      .end_object();
  context.emit(tx, "LayoutChanged", "layout", Uuid{}, payload);
  audit(tx, context, "layout_changed", "layout", payload, consent);
  return stored;
}
}  // namespace

Result<layouts::Stored> put_layout(db::Transaction& tx, const PutLayout& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  layouts::Stored stored{TRY(next_version(tx.connection(), command.if_match)), command.layout, context.now};
  TRY(resolve(tx.connection(), stored.layout.pages));
  return keep(tx, std::move(stored), consent, context);
}

Result<layouts::Stored> put_plan(db::Transaction& tx, const PutPlan& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  layouts::Stored stored{TRY(next_version(tx.connection(), command.if_match)), command.plan, context.now};
  if (auto before = layouts::find(tx.connection())) stored.layout.pages = std::move(before->layout.pages);
  return keep(tx, std::move(stored), consent, context);
}
}  // namespace holdfast::commands
