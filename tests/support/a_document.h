// Documents as a test draws them: only what matters is named.
//
//   AnalyzedDocument d = a_document("ru").title("Письмо").body("Жители Шуши.")
//                            .mention("Шуши", {.place = 2});
//
// The text is the parts in the order given, with a blank line between them, and
// is scanned by the real analyzer. The id is the language until id() says
// otherwise; path, uid and hashes follow from id and text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/analyzed.h"

namespace byname::test {

class DocumentBuilder {
 public:
  explicit DocumentBuilder(std::string_view lang);

  DocumentBuilder& id(std::string_view value);    // sets path too
  DocumentBuilder& path(std::string_view value);  // after id()
  DocumentBuilder& section(std::int32_t value);
  DocumentBuilder& title(std::string_view text);  // sets Document::title too
  DocumentBuilder& body(std::string_view text);
  DocumentBuilder& caption(std::string_view text);
  DocumentBuilder& hashtags(std::string_view text);
  DocumentBuilder& chrome(std::string_view text);
  DocumentBuilder& lang(std::string_view value);
  DocumentBuilder& source(std::string_view value);
  DocumentBuilder& author(std::string_view value);
  DocumentBuilder& url(std::string_view value);
  // A stated date; its unit follows from its length: 2023, 2023-02, 2023-02-02, ...T13:15.
  DocumentBuilder& date(std::string_view iso);

  // The next occurrence of `surface` (after the last one given for it) mentions a
  // place. Offsets, tokens and part of `mention` are filled in.
  DocumentBuilder& mention(std::string_view surface, Mention mention);

  AnalyzedDocument build() const;
  operator AnalyzedDocument() const { return build(); }  // NOLINT: reads better in tests

 private:
  struct Wanted {
    std::string surface;
    Mention mention;
  };

  DocumentBuilder& add(Part part, std::string_view text);

  Document document_{};
  std::vector<Wanted> mentions_{};
};

DocumentBuilder a_document(std::string_view lang);

}  // namespace byname::test
