#pragma once
#include "export/sheet.h"

namespace holdfast::exports {
/// An audit file in the shape of the OECD's SAF-T 2.0 (Header, MasterFiles, SourceDocuments/SalesInvoices, Payments):
/// every receipt with its lines, taxes and payments, and totals of the whole. No country's own variant of it; customers
/// appear by id alone. Returns the receipts written.
std::int64_t write_saft(db::Connection& connection, const Wish& wish, Instant made, std::ostream& out);
}  // namespace holdfast::exports
