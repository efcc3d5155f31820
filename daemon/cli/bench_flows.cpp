#include "cli/bench_flows.h"

#include <algorithm>
#include <array>

namespace holdfast::cli {
namespace {
constexpr int lines = 5;

std::string padded(int number, std::size_t digits) {
  std::string text = std::to_string(number);
  return std::string(digits - std::min(digits, text.size()), '0') + text;
}
/// Five articles, all different.
std::array<int, lines> pick(FlowClient& client, int products) {
  std::array<int, lines> picked{};
  for (int i = 0; i < lines; ++i) {
    const auto chosen = picked.begin() + i;
    do *chosen = 1 + static_cast<int>(client.random() % static_cast<std::uint64_t>(products));
    while (std::find(picked.begin(), chosen, *chosen) != chosen);
  }
  return picked;
}
const std::string& register_of(const BenchStore& store, const FlowClient& client) {
  return store.registers[static_cast<std::size_t>(client.number) % store.registers.size()];
}
/// The text of a string member, found without parsing: the driver shares the processors with what it measures.
std::string_view member(std::string_view body, std::string_view name) {
  const std::string mark = "\"" + std::string{name} + "\":\"";
  const std::size_t at = body.find(mark);
  if (at == std::string_view::npos) return {};
  const std::size_t from = at + mark.size();
  return body.substr(from, body.find('"', from) - from);
}
FlowStep new_cart(const BenchStore& store) {
  return {"cart",
          [&store](FlowClient& client, std::string& out) {
            append_request(out, "POST", "/v1/carts", store.token,
                           "{\"registerId\":\"" + register_of(store, client) + "\"}");
          },
          [](FlowClient& client, std::string_view body) { client.kept = member(body, "cartId"); }};
}
std::string line_of(FlowClient& client, int products) {
  return "{\"sku\":\"" + bench_sku(1 + static_cast<int>(client.random() % static_cast<std::uint64_t>(products))) +
         "\",\"quantity\":1}";
}
FlowStep add_line(const BenchStore& store) {
  return {"add line",
          [&store](FlowClient& client, std::string& out) {
            append_request(out, "POST", "/v1/carts/" + client.kept + "/items", store.token,
                           line_of(client, store.products));
          },
          {}};
}
}  // namespace

std::string bench_sku(int number) { return "B" + padded(number, 6); }

std::string bench_barcode(int number) {
  std::string code = "29" + padded(number, 10);
  int sum = 0;
  for (std::size_t i = 0; i < code.size(); ++i) sum += (code[i] - '0') * (i % 2 == 0 ? 1 : 3);
  return code + static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::string bench_catalogue(int products, const std::string& currency) {
  std::string out = "sku,name,price,barcode,taxCategory,currency\n";
  for (int i = 1; i <= products; ++i)
    out += bench_sku(i) + ",Article " + std::to_string(i) + "," + std::to_string(1 + i % 40) + "." +
           padded(i % 100, 2) + "," + bench_barcode(i) + ",standard," + currency + "\n";
  return out;
}

std::vector<FlowStep> sale_flow(const BenchStore& store) {
  const auto make = [&store](FlowClient& client, std::string& out) {
    std::string body = "{\"registerId\":\"" + register_of(store, client) + "\",\"items\":[";
    bool first = true;
    for (const int article : pick(client, store.products)) {
      body += (first ? "{\"sku\":\"" : ",{\"sku\":\"") + bench_sku(article) + "\",\"quantity\":1}";
      first = false;
    }
    body += "],\"payments\":[{\"tender\":\"cash\"}]}";
    append_request(out, "POST", "/v1/sales", store.token, body);
  };
  return {{"sale", make, {}}};
}

std::vector<FlowStep> chatty_flow(const BenchStore& store) {
  std::vector<FlowStep> flow{new_cart(store)};
  for (int i = 0; i < lines; ++i) flow.push_back(add_line(store));
  flow.push_back({"get cart",
                  [&store](FlowClient& client, std::string& out) {
                    append_request(out, "GET", "/v1/carts/" + client.kept, store.token, "");
                  },
                  {}});
  flow.push_back({"order",
                  [&store](FlowClient& client, std::string& out) {
                    append_request(out, "POST", "/v1/orders", store.token,
                                   "{\"cartId\":\"" + client.kept + "\",\"payments\":[{\"tender\":\"cash\"}]}");
                  },
                  {}});
  return flow;
}

std::vector<FlowStep> add_line_flow(const BenchStore& store) {
  constexpr std::int64_t cart_lines = 50;
  FlowStep step = add_line(store);
  FlowStep cart = new_cart(store);
  step.make = [cart = cart.make, line = step.make](FlowClient& client, std::string& out) {
    if (client.kept.empty()) return cart(client, out);
    line(client, out);
  };
  step.took = [keep = cart.took](FlowClient& client, std::string_view body) {
    if (client.kept.empty()) return keep(client, body);
    if (client.flows % cart_lines == cart_lines - 1) client.kept.clear();
  };
  return {step};
}

std::vector<FlowStep> lookup_flow(const BenchStore& store) {
  const auto make = [&store](FlowClient& client, std::string& out) {
    const int article = 1 + static_cast<int>(client.random() % static_cast<std::uint64_t>(store.products));
    append_request(out, "GET", "/v1/lookup/" + bench_barcode(article), store.token, "");
  };
  return {{"lookup", make, {}}};
}
}  // namespace holdfast::cli
