#include "store/approval_rows.h"

namespace holdfast::store {
std::optional<Approval> find_approval(db::Transaction& tx, const Uuid& id, const Actor* actor, const Sha256& request,
                                      Instant now) {
  if (actor == nullptr) return std::nullopt;
  db::Statement& row = tx.prepare(
      "SELECT a.id, a.approver_id, p.code, a.action, r.id, r.max_discount_percent_micro, r.max_open_price FROM "
      "approval a "
      "JOIN staff p ON p.id = a.approver_id JOIN role r ON r.id = p.role_id "
      "WHERE a.uuid = ? AND a.used_us IS NULL AND a.expires_us > ? AND a.requester_id = ? AND p.active = 1 "
      "AND (a.request_sha IS NULL OR a.request_sha = ?) "
      "AND (a.cart IS NULL OR a.cart_version = (SELECT c.version FROM cart c WHERE c.uuid = a.cart))");
  if (!row.all(id, now, actor->staff_id, std::span<const std::uint8_t>{request}).step()) return std::nullopt;
  Approval approval;
  approval.id = row.integer(0);
  approval.approver_id = row.integer(1);
  approval.approver_code = row.string(2);
  approval.action = row.string(3);
  const std::int64_t role = row.integer(4);
  if (const auto percent = row.maybe_integer(5)) approval.max_discount = Percent::from_micro(*percent);
  approval.max_open_price = row.maybe_integer(6);
  row.reset();
  db::Statement& permissions = tx.prepare("SELECT permission FROM role_permission WHERE role_id = ?");
  permissions.all(role);
  while (permissions.step())
    if (const auto permission = parse_permission(permissions.text(0)))
      approval.permissions.set(static_cast<std::size_t>(*permission));
  return approval;
}
}  // namespace holdfast::store
