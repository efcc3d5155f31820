#include "receipts/labels.h"

#include <array>

namespace holdfast::receipts {
namespace {
struct Words {
  std::string_view en, fr, ar;
};
constexpr std::array<Words, label_count> catalogue{{
    {"Tax no.", "N\u00b0 TVA", "الرقم الضريبي"},
    {"Receipt", "Ticket", "إيصال"},
    {"Till", "Caisse", "صندوق"},
    {"Cashier", "Caissier", "أمين الصندوق"},
    {"COPY", "DUPLICATA", "نسخة"},
    {"GIFT RECEIPT", "TICKET CADEAU", "إيصال هدية"},
    {"RETURN", "RETOUR", "إرجاع"},
    {"VOID", "ANNULATION", "إلغاء"},
    {"VOIDED", "ANNULÉ", "مُلغى"},
    {"EXCHANGE", "ÉCHANGE", "استبدال"},
    {"TRAINING - NOT A SALE", "FORMATION - SANS VALEUR", "تدريب - ليس بيعًا"},
    {"Discount", "Remise", "خصم"},
    {"Coupon", "Coupon", "قسيمة خصم"},
    {"Subtotal", "Sous-total", "المجموع الفرعي"},
    {"Net total", "Total HT", "المجموع الصافي"},
    {"TOTAL", "TOTAL", "الإجمالي"},
    {"You saved", "Vous économisez", "لقد وفّرت"},
    {"Cash rounding", "Arrondi espèces", "تقريب نقدي"},
    {"To pay", "À payer", "المطلوب دفعه"},
    {"Cash", "Espèces", "نقدًا"},
    {"Card", "Carte", "بطاقة"},
    {"Voucher", "Bon d'achat", "قسيمة شراء"},
    {"On account", "En compte", "على الحساب"},
    {"Change", "Monnaie rendue", "الباقي"},
    {"Ref.", "Réf.", "مرجع"},
    {"Tax rate", "Taux", "الضريبة"},
    {"Net", "HT", "الصافي"},
    {"Tax", "Taxe", "مبلغها"},
    {"Gross", "TTC", "الشامل"},
    {"For receipt", "Ticket d'origine", "عن الإيصال"},
    {"Tip", "Pourboire", "إكرامية"},
    {"Cash back", "Retrait d'espèces", "سحب نقدي"},
    {"Approval", "Autorisation", "رمز الموافقة"},
    {"Terminal", "Terminal", "جهاز الدفع"},
    {"Signature", "Signature", "التوقيع"},
    {"MERCHANT COPY", "EXEMPLAIRE COMMERÇANT", "نسخة التاجر"},
    {"Gift card", "Carte cadeau", "بطاقة هدية"},
    {"Store credit", "Avoir", "رصيد المتجر"},
    {"Points", "Points", "نقاط"},
    {"Balance left", "Solde restant", "الرصيد المتبقي"},
    {"Points earned", "Points gagnés", "النقاط المكتسبة"},
    {"Points balance", "Solde de points", "رصيد النقاط"},
    {"Serial no.", "N° de série", "الرقم التسلسلي"},
    {"Purchase order", "Bon de commande", "أمر الشراء"},
    {"Tax exemption", "Exonération de taxe", "إعفاء ضريبي"},
    {"Reverse charge", "Autoliquidation", "احتساب عكسي"},
    {"Customer's tax no.", "N° TVA du client", "الرقم الضريبي للعميل"},
    {"Due on", "À payer le", "تاريخ الاستحقاق"},
    {"Table", "Table", "الطاولة"},
    {"Course", "Service", "الدفعة"},
    {"Guests", "Couverts", "عدد الضيوف"},
    {"Seat", "Place", "المقعد"},
    {"CHANGE", "MODIFICATION", "تعديل"},
    {"MOVED", "CHANGEMENT DE TABLE", "نقل إلى طاولة أخرى"},
    {"Instead of", "À la place de", "بدلًا من"},
    {"Tare", "Tare", "وزن العبوة"},
}};
}  // namespace

std::string_view text_of(Label label, Language language) {
  const Words& words = catalogue[static_cast<std::size_t>(label)];
  switch (language) {
    case Language::en:
      return words.en;
    case Language::fr:
      return words.fr;
    case Language::ar:
      return words.ar;
  }
  return words.en;
}

bool is_word(std::string_view text, Label label) {
  const Words& words = catalogue[static_cast<std::size_t>(label)];
  return text == words.en || text == words.fr || text == words.ar;
}
}  // namespace holdfast::receipts
