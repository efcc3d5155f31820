#pragma once
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "db/connection.h"

namespace holdfast::exports {
/// Everything the store keeps about a customer, in one JSON document for the customer (GDPR, articles 15 and 20): what
/// they told us, their groups and terms, orders with lines, payments and addresses, balances, subscriptions, and what
/// changed when. Times in UTC, amounts in minor units. Refuses not_found.
Result<std::string> person_document(db::Connection& connection, const Uuid& id);

/// The texts by which a customer could be recognised, of four characters or more: name, address, number, note, and the
/// lines of their orders' addresses. Take them before an erasure, to look for them after it.
std::vector<std::string> traits_of(db::Connection& connection, const Uuid& id);

/// Where one of the texts stands.
struct Trace {
  std::string place;  ///< `orders.note`, `event_log.body`, or a file's name
  std::int64_t rows = 0;
  bool unread = false;  ///< the file could not be read
};
/// Looks for the texts in every column of every table (events unpacked, sealed notes opened; other sealed values
/// are other customers' and not looked into), and byte by byte in these files. Nothing found: nobody can be
/// recognised.
std::vector<Trace> search_everywhere(db::Connection& connection, const std::vector<std::string>& texts,
                                     const std::vector<std::string>& files);
}  // namespace holdfast::exports
