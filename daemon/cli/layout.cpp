#include <iostream>

#include "cli/data_folder.h"
#include "cli/operator_commands.h"

namespace holdfast::cli {
int put_layout(const Where& where, const std::string& file) {
  const Json stored = connect(where)->need(http::Method::put, "/v1/layout", read_text(file));
  std::size_t tiles = 0;
  const Json* pages = stored.find("pages");
  for (const Json& page : pages->items()) tiles += page.find("tiles")->items().size();
  std::cout << "version " << integer_of(stored, "version") << ": " << pages->items().size() << " pages, " << tiles
            << " tiles\n";
  return 0;
}

int show_layout(const Where& where) {
  std::cout << connect(where)->get("/v1/layout").body << "\n";
  return 0;
}
}  // namespace holdfast::cli
