#include "places/letters.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

namespace byname {

std::string composed(std::string_view utf8) {
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2* nfc = unorm2_getNFCInstance(&error);
  std::u16string wide(utf8.size() + 1, u'\0');
  std::int32_t length = 0;
  u_strFromUTF8WithSub(wide.data(), static_cast<std::int32_t>(wide.size()), &length, utf8.data(),
                       static_cast<std::int32_t>(utf8.size()), 0xFFFD, nullptr, &error);
  if (U_FAILURE(error)) return std::string(utf8);
  if (unorm2_isNormalized(nfc, wide.data(), length, &error)) return std::string(utf8);
  std::u16string normal(static_cast<std::size_t>(length) * 3 + 1, u'\0');
  length = unorm2_normalize(nfc, wide.data(), length, normal.data(),
                            static_cast<std::int32_t>(normal.size()), &error);
  std::string result(static_cast<std::size_t>(length) * 3 + 1, '\0');
  std::int32_t written = 0;
  u_strToUTF8(result.data(), static_cast<std::int32_t>(result.size()), &written, normal.data(),
              length, &error);
  if (U_FAILURE(error)) return std::string(utf8);
  result.resize(static_cast<std::size_t>(written));
  return result;
}

char32_t lower_letter(char32_t letter) {
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(letter)));
}

char32_t base_letter(char32_t letter) {
  if (letter < 0x80) return letter;
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2* nfd = unorm2_getNFDInstance(&error);
  UChar parts[32];
  const std::int32_t length =
      unorm2_getDecomposition(nfd, static_cast<UChar32>(letter), parts, 32, &error);
  if (U_FAILURE(error) || length <= 0) return letter;
  UChar32 first = 0;
  U16_GET(parts, 0, 0, length, first);
  return static_cast<char32_t>(first);
}

bool is_letter(char32_t letter) { return u_isalpha(static_cast<UChar32>(letter)) != 0; }

std::string_view script_of(char32_t letter) {
  UErrorCode error = U_ZERO_ERROR;
  const UScriptCode code = uscript_getScript(static_cast<UChar32>(letter), &error);
  const char* name = U_FAILURE(error) ? nullptr : uscript_getShortName(code);
  return name == nullptr ? std::string_view("Zzzz") : std::string_view(name);
}

}  // namespace byname
