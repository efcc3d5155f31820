// The engine of this machine behind the module's own boundary: a price request a line on standard input (after
// `rules `: rules to keep; after `charges `: charges to keep; after `sale `: a sale with its charges; after `case `: a
// reference case), its answer a line on standard output.
#include <iostream>

#include "case_figures.h"
#include "wasm/boundary.h"

int main() {
  std::ios::sync_with_stdio(false);
  holdfast::wasm::Boundary boundary;
  for (std::string line; std::getline(std::cin, line);) {
    if (line.starts_with("rules "))
      std::cout << boundary.keep_rules(std::string_view{line}.substr(6)) << '\n';
    else if (line.starts_with("charges "))
      std::cout << boundary.keep_charges(std::string_view{line}.substr(8)) << '\n';
    else if (line.starts_with("sale "))
      std::cout << boundary.price_sale(std::string_view{line}.substr(5)) << '\n';
    else if (line.starts_with("case "))
      std::cout << holdfast::wasm::case_figures(std::string_view{line}.substr(5)) << '\n';
    else
      std::cout << boundary.price(line) << '\n';
  }
}
