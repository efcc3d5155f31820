#include "eft/zvt_text.h"

#include "base/utf8.h"
#include "eft/bcd.h"

namespace holdfast::eft {
namespace {
constexpr char16_t cp437[129] =
    u"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
    u"αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0";
constexpr char16_t replacement = 0xFFFD;

void append(std::string& out, char16_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

char16_t german(std::uint8_t byte) {
  switch (byte) {
    case '@':
      return u'§';
    case '[':
      return u'Ä';
    case '\\':
      return u'Ö';
    case ']':
      return u'Ü';
    case '{':
      return u'ä';
    case '|':
      return u'ö';
    case '}':
      return u'ü';
    case '~':
      return u'ß';
    default:
      return byte;
  }
}

char16_t decode_byte(std::uint8_t byte, ZvtCharset charset) {
  if (byte == '\r') return u'\n';
  if (byte < 0x20 && byte != '\n') return u' ';
  if (byte < 0x80) return charset == ZvtCharset::german_7bit ? german(byte) : byte;
  switch (charset) {
    case ZvtCharset::cp437:
      return cp437[byte - 0x80];
    case ZvtCharset::latin1:
      return byte < 0xA0 ? replacement : byte;
    case ZvtCharset::utf8:
    case ZvtCharset::ascii:
    case ZvtCharset::german_7bit:
      return replacement;
  }
  return replacement;
}
}  // namespace

std::optional<ZvtCharset> charset_of(std::uint8_t code) {
  switch (code) {
    case 0xFF:
      return ZvtCharset::cp437;
    case 0xFE:
      return ZvtCharset::utf8;
    case 0x00:
      return ZvtCharset::ascii;
    case 0x01:
      return ZvtCharset::latin1;
    default:
      return std::nullopt;
  }
}

std::string decode_text(std::string_view bytes, ZvtCharset charset) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t length = charset == ZvtCharset::utf8 ? utf8_length_at(bytes, i) : 1;
    if (length > 1) {
      out += bytes.substr(i, length);
      i += length;
    } else {
      append(out, decode_byte(octet(bytes, i++), charset));
    }
  }
  return out;
}
}  // namespace holdfast::eft
