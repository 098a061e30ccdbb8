// HTML as a stream of tags and text with exact offsets, by the tokenizer rules of the
// HTML standard. No tree, no recursion, one pass: nesting and broken markup cost nothing.
//
//   HtmlTokens tokens(page);
//   for (HtmlToken token; tokens.next(token);) ...
//
// XML goes through the same tokenizer: no element holds raw text there, <a/> is closed,
// and what a DOCTYPE declares is skipped: entities of its own are never expanded.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace byname {

struct HtmlAttribute {
  std::string name{};     // lower case
  std::size_t begin = 0;  // of the value as written, without quotes
  std::size_t end = 0;
};

enum class Markup { html, xml };

struct HtmlToken {
  enum Kind { text, start, finish } kind = text;
  std::size_t begin = 0;  // bytes of the page
  std::size_t end = 0;
  std::string name{};                       // of the tag, lower case
  std::vector<HtmlAttribute> attributes{};  // the first hundred
  bool raw = false;     // text of script, style and the like: no references in it
  bool closed = false;  // written as <a/>
};

class HtmlTokens {
 public:
  explicit HtmlTokens(std::string_view page, Markup markup = Markup::html)
      : page_(page), markup_(markup) {}
  bool next(HtmlToken& token);

 private:
  bool read_tag(HtmlToken& token);
  void skip_doctype();
  void read_attributes(HtmlToken& token, std::size_t& at);

  std::string_view page_;
  Markup markup_;
  std::size_t at_ = 0;
  bool open_doctype_ = false;
  std::string raw_element_{};  // inside <script> and the like: its name
};

// The character reference at `at` ("&amp;", "&#1234;", "&nbsp"): what it stands for
// and its length. In attributes old names need their semicolon before letters and "=".
struct HtmlReference {
  std::string utf8{};
  std::size_t length = 0;
};
std::optional<HtmlReference> html_reference(std::string_view page, std::size_t at,
                                            bool in_attribute = false);

// An attribute's value or a title with its references resolved.
std::string html_unescaped(std::string_view raw, bool in_attribute = true);

}  // namespace byname
