#pragma once
#include <string>
#include <vector>

#include "cli/load_driver.h"

namespace holdfast::cli {
/// What the flows need to know of the store.
struct BenchStore {
  std::string token;                   ///< of a session
  std::vector<std::string> registers;  ///< with an open shift; client n works at n modulo their number
  int products = 10'000;
};
std::string bench_sku(int number);      ///< `B000042`
std::string bench_barcode(int number);  ///< EAN-13 of the range for use within a company
/// The articles as a file for `holdfast catalog import`.
std::string bench_catalogue(int products, const std::string& currency);

std::vector<FlowStep> sale_flow(const BenchStore& store);    ///< POST /sales: five distinct lines of one, cash
std::vector<FlowStep> chatty_flow(const BenchStore& store);  ///< POST /carts, five lines, GET the cart, POST /orders
std::vector<FlowStep> add_line_flow(
    const BenchStore& store);  ///< one line into a cart of the client's, a new cart after 50
std::vector<FlowStep> lookup_flow(const BenchStore& store);  ///< GET /lookup/{barcode}
}  // namespace holdfast::cli
