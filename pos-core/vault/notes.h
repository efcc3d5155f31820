#pragma once
#include <string>
#include <string_view>

#include "base/id.h"
#include "db/connection.h"

namespace holdfast::vault {
/// Where a note belongs: `orders.note/<uuid>`, or `cart_item.note/<row>.<part>` for what has no id of its own.
std::string note_place(std::string_view table, const Uuid& id);
std::string note_place(std::string_view table, std::int64_t row, int part);

/// Notes that people type may name somebody, so they are sealed as customers' fields are. Empty stays empty, and what
/// an older release wrote in clear is read as it is. Throw Unreadable as open() does.
std::string seal_note(db::Connection& connection, std::string_view note, std::string_view table, const Uuid& id);
std::string seal_note(db::Connection& connection, std::string_view note, std::string_view table, std::int64_t row,
                      int part);
std::string open_note(db::Connection& connection, std::string_view stored, std::string_view table, const Uuid& id);
std::string open_note(db::Connection& connection, std::string_view stored, std::string_view table, std::int64_t row,
                      int part);

/// Whether a document that we wrote (compact JSON) has a member `note` with text in it: then it is kept sealed as a
/// whole.
bool holds_note(std::string_view json);
}  // namespace holdfast::vault
