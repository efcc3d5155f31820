#pragma once
#include "commands/change_customer.h"
#include "customers/hub_rows.h"
#include "routes/list.h"

/// Customers as the API shows and takes them.
namespace holdfast::routes {
void append_customer(JsonWriter& json, db::Connection& connection, const customers::Person& person, const Site& site,
                     int utc_offset_min);
Answer customer_answer(int status, db::Connection& connection, const customers::Person& person, const Site& site,
                       int utc_offset_min);
Result<Answer> list_customers(const Input& input, db::Connection& connection, const ReadContext& context);
Result<Answer> get_customer(const Input& input, db::Connection& connection, const ReadContext& context);
Result<commands::CreateCustomer> new_customer_of(const Input& input);
Result<commands::ChangeCustomer> customer_change_of(const Input& input, db::Connection& connection);
/// Their points in the programme in force, as this store knows them.
Result<Answer> points_answer(db::Connection& connection, const Uuid& person, const Site& site, Instant now);
}  // namespace holdfast::routes
