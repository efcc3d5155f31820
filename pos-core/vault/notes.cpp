#include "vault/notes.h"

#include "vault/keys_of.h"

namespace holdfast::vault {
std::string note_place(std::string_view table, const Uuid& id) { return std::string{table} + ".note/" + to_string(id); }
std::string note_place(std::string_view table, std::int64_t row, int part) {
  return std::string{table} + ".note/" + std::to_string(row) + "." + std::to_string(part);
}

std::string seal_note(db::Connection& connection, std::string_view note, std::string_view table, const Uuid& id) {
  return note.empty() ? std::string{} : keys_of(connection).seal(note, note_place(table, id));
}
std::string seal_note(db::Connection& connection, std::string_view note, std::string_view table, std::int64_t row,
                      int part) {
  return note.empty() ? std::string{} : keys_of(connection).seal(note, note_place(table, row, part));
}
// Most rows have no note: no place is written out for them.
std::string open_note(db::Connection& connection, std::string_view stored, std::string_view table, const Uuid& id) {
  return is_sealed(stored) ? open(connection, stored, note_place(table, id)) : std::string{stored};
}
std::string open_note(db::Connection& connection, std::string_view stored, std::string_view table, std::int64_t row,
                      int part) {
  return is_sealed(stored) ? open(connection, stored, note_place(table, row, part)) : std::string{stored};
}

bool holds_note(std::string_view json) {
  constexpr std::string_view member = R"("note":")";
  for (std::size_t at = json.find(member); at != std::string_view::npos; at = json.find(member, at + member.size()))
    if (at + member.size() < json.size() && json[at + member.size()] != '"') return true;
  return false;
}
}  // namespace holdfast::vault
