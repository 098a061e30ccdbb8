// What elements mean to a reader: which begin a paragraph, which hold no text of the
// page, which are furniture. Class words come as data: indexer/rules/html.tsv.
#pragma once

#include <cstdint>
#include <string_view>

#include "indexer/readers/html_tokens.h"

namespace byname {

enum class Break : std::uint8_t { none, line, paragraph };

// What begins and ends with the element.
Break break_of(std::string_view element);
// <br>, <img>, ...: never closed.
bool is_void(std::string_view element);
// Content that is not shown: script, style, template, svg, ...
bool is_dropped(std::string_view element);
// Elements of a line of text: their end tags close nothing beyond the paragraph.
bool is_inline(std::string_view element);

// A paragraph, a heading, an item: text, not a region of the page.
bool holds_text(std::string_view element);

// What an element says about the text inside it. Bits; they are inherited.
enum HtmlSays : std::uint16_t {
  kSaysChrome = 1,       // by element or role
  kSaysChromeClass = 2,  // by class or id only
  kSaysCaption = 4,
  kSaysDate = 8,
  kSaysAuthor = 16,
  kSaysContent = 32,  // article or main
  kSaysLink = 64,
  kSaysHeading1 = 128,
  kSaysPre = 256,
  kSaysHeader = 512,
  kSaysHidden = 1024,
  kSaysPostText = 2048,  // by the rules of a page of posts
  kSaysLikely = 4096,    // by a class that the text of articles often has
  kSaysComment = 8192,   // by class: what readers wrote below it
  kSaysHeading = 16384,  // h2 to h6
  kSaysAlt = 32768,      // the description of a picture, which nobody sees
};

// What furniture is by element, role, class or by being hidden.
inline constexpr std::uint16_t kSaysAnyChrome = kSaysChrome | kSaysChromeClass | kSaysHidden;

std::uint16_t says(std::string_view page, const HtmlToken& start);

}  // namespace byname
