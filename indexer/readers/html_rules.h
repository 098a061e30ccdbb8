// Which elements of a page of posts hold what: forum threads, chats saved as HTML. Data,
// one kind of page a file: indexer/rules/html_pages, described in indexer/rules/README.md.
//
//   const PostRules* rules = post_rules_of(page);    // nothing if it is no such page
//   matches_any(rules->author, page, token)
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/html_tokens.h"

namespace byname {

// One element by its name, classes, id and attributes: "div.post", "article#p*", "[itemprop=text]".
class Selector {
 public:
  explicit Selector(std::string_view written);
  bool matches(std::string_view page, const HtmlToken& start) const;
  // A word that every page with such an element contains.
  std::string_view needle() const;

 private:
  struct Wanted {
    std::string attribute{};
    std::string value{};  // empty: any
    bool word = false;    // one of the words of the attribute
    bool begins = false;  // "p*"
  };
  std::string element_{};
  std::vector<Wanted> wanted_{};
};

struct PostRules {
  std::string name{};
  std::vector<Selector> post{}, author{}, date{}, text{}, furniture{}, joined{};
  std::vector<Selector> source_in{};  // above the posts: what they stand in, for a title
  std::string author_in{};            // attribute of the post
  std::string source{};  // what the posts' source is called, where the page does not say
};

bool matches_any(const std::vector<Selector>& selectors, std::string_view page,
                 const HtmlToken& start);
// Its value in one line, references resolved; values over 200 bytes are none.
std::string attribute_of(std::string_view page, const HtmlToken& start, std::string_view name);

// The first kind of page of which `page` has two posts or more, nearly all with text and
// most with author and date.
const PostRules* post_rules_of(std::string_view page);

}  // namespace byname
