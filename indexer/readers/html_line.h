// What a single line of a web page shows by its wording, besides what any page has
// (indexer/extract/furniture.h).
//
//   is_page_line("Posted: Jul 18, 2013 10:06 PM")   // true
//   is_page_line("He left on 18 July 2013.")        // false
//
// Not here: elements, classes and links (html_furniture.h).
#pragma once

#include <string_view>

namespace byname {

// Furniture: a labelled date, a byline on its own, data for scripts, the first words of another
// article («It said on Wednesday that … More »»).
bool is_page_line(std::string_view line);

// Ends in the credit of a picture: «Protesters in the square. (AP Photo/Ann Lee)».
bool ends_in_credit(std::string_view line);

}  // namespace byname
