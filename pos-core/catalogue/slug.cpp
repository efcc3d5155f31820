#include <utility>

#include "base/utf8.h"
#include "catalogue/category.h"

namespace holdfast::catalogue {
namespace {
/// Plain letters for those of U+00C0 to U+017F that people expect in a web address.
struct Fold {
  std::string_view plain;
  std::string_view letters;
};
constexpr Fold folds[] = {{"a", "ÀÁÂÃÅàáâãåĀāĂăĄą"},
                          {"ae", "ÄäÆæ"},
                          {"c", "ÇçĆćĈĉĊċČč"},
                          {"d", "ÐðĎďĐđ"},
                          {"e", "ÈÉÊËèéêëĒēĔĕĖėĘęĚě"},
                          {"g", "ĜĝĞğĠġĢģ"},
                          {"h", "ĤĥĦħ"},
                          {"i", "ÌÍÎÏìíîïĨĩĪīĬĭĮįİı"},
                          {"j", "Ĵĵ"},
                          {"k", "Ķķĸ"},
                          {"l", "ĹĺĻļĽľĿŀŁł"},
                          {"n", "ÑñŃńŅņŇňŊŋ"},
                          {"o", "ÒÓÔÕòóôõŌōŎŏŐő"},
                          {"oe", "ÖöØøŒœ"},
                          {"r", "ŔŕŖŗŘř"},
                          {"s", "ŚśŜŝŞşŠš"},
                          {"ss", "ß"},
                          {"t", "ŢţŤťŦŧ"},
                          {"th", "Þþ"},
                          {"u", "ÙÚÛùúûŨũŪūŬŭŮůŰűŲų"},
                          {"ue", "Üü"},
                          {"w", "Ŵŵ"},
                          {"y", "ÝýÿŶŷŸ"},
                          {"z", "ŹźŻżŽž"}};

std::string_view plain_of(std::string_view letter) {
  for (const Fold& fold : folds)
    if (fold.letters.find(letter) != std::string_view::npos) return fold.plain;
  return {};
}
}  // namespace

std::string slug_of(std::string_view name) {
  std::string slug;
  bool gap = false;
  const auto add = [&](std::string_view text) {
    if (gap && !slug.empty()) slug += '-';
    gap = false;
    slug += text;
  };
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t length = utf8_length_at(name, at);
    const std::string_view letter = name.substr(at, length == 0 ? 1 : length);
    at += letter.size();
    char c = letter[0];
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      add({&c, 1});
    else if (const std::string_view plain = letter.size() == 2 ? plain_of(letter) : std::string_view{}; !plain.empty())
      add(plain);
    else if (letter != "'")
      gap = true;
  }
  return slug.empty() ? "category" : slug;
}
}  // namespace holdfast::catalogue
