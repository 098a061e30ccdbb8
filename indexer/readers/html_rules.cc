#include "indexer/readers/html_rules.h"

#include <algorithm>
#include <cstring>

#include "embedded/indexer_html_pages.h"
#include "indexer/extract/table.h"
#include "indexer/readers/xml_text.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::size_t kLongestSelected = 200;

void set_post_rule(PostRules& kind, std::string_view keyword, std::string_view value) {
  if (keyword == "author-in") kind.author_in = value;
  const auto read = [&](std::string_view name, std::vector<Selector>& into) {
    if (keyword == name)
      for (const std::string_view written : split_words(value)) into.emplace_back(written);
  };
  read("post", kind.post);
  read("author", kind.author);
  read("date", kind.date);
  read("text", kind.text);
  read("furniture", kind.furniture);
  read("joined", kind.joined);
  read("source-in", kind.source_in);
  if (keyword == "source") kind.source = value;
}

// memmem() leaps over what cannot match; find() stops at each letter like the first one.
bool stands_twice(std::string_view needle, std::string_view page) {
  if (page.empty()) return false;
  const char* const end = page.data() + page.size();
  const auto find = [&](const char* from) {
    return static_cast<const char*>(
        ::memmem(from, static_cast<std::size_t>(end - from), needle.data(), needle.size()));
  };
  const char* const first = find(page.data());
  return first && first < end && find(first + 1);
}

const std::vector<PostRules>& post_kinds() {
  static const auto table = page_kinds<PostRules>(embedded::indexer_html_pages(), set_post_rule);
  return table;
}

bool has_word(std::string_view value, std::string_view word) {
  for (std::size_t at = value.find(word); at != value.npos; at = value.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || is_ascii_space(value[at - 1])) &&
        (end == value.size() || is_ascii_space(value[end])))
      return true;
  }
  return false;
}

// Counts the posts of one kind, and what each of them has.
class PostCount {
 public:
  PostCount(const PostRules& kind, std::string_view page) : kind_(&kind), page_(page) {}

  void start(const HtmlToken& token) {
    if (token.attributes.empty() && posts_ == 0) return;
    if (matches_any(kind_->post, page_, token)) {
      ++posts_;
      author_ = date_ = text_ = false;
      const bool named =
          !kind_->author_in.empty() && !attribute_of(page_, token, kind_->author_in).empty();
      if (named || matches_any(kind_->joined, page_, token)) {
        author_ = true;
        ++authors_;
      }
    }
    if (posts_ == 0) return;
    count(author_, authors_, kind_->author, token);
    count(date_, dates_, kind_->date, token);
    count(text_, texts_, kind_->text, token);
  }

  bool are_posts() const {
    return posts_ >= 2 && authors_ * 2 >= posts_ && dates_ * 2 >= posts_ &&
           texts_ * 10 >= posts_ * 8;
  }
  const PostRules* kind() const { return kind_; }

 private:
  void count(bool& seen, std::size_t& number, const std::vector<Selector>& which,
             const HtmlToken& token) {
    if (seen || !matches_any(which, page_, token)) return;
    seen = true;
    ++number;
  }

  const PostRules* kind_;
  std::string_view page_;
  std::size_t posts_ = 0, authors_ = 0, dates_ = 0, texts_ = 0;
  bool author_ = false, date_ = false, text_ = false;  // seen in the post that is read
};

}  // namespace

Selector::Selector(std::string_view written) {
  std::size_t at = written.find_first_of(".#[");
  element_ = written.substr(0, at);
  while (at < written.size()) {
    const char kind = written[at];
    const std::size_t end = kind == '['
                                ? std::min(written.find(']', at), written.size())
                                : std::min(written.find_first_of(".#[", at + 1), written.size());
    std::string_view value = written.substr(at + 1, end - at - 1);
    at = kind == '[' ? std::min(end + 1, written.size()) : end;
    Wanted wanted;
    if (kind == '[') {
      const std::size_t equals = value.find('=');
      wanted.attribute = value.substr(0, equals);
      value = equals == value.npos ? std::string_view() : value.substr(equals + 1);
    } else {
      wanted.attribute = kind == '.' ? "class" : "id";
      wanted.word = kind == '.';
    }
    if (value.ends_with('*')) {
      wanted.begins = true;
      value.remove_suffix(1);
    }
    wanted.value = value;
    wanted_.push_back(std::move(wanted));
  }
}

bool Selector::matches(std::string_view page, const HtmlToken& start) const {
  if (!element_.empty() && start.name != element_) return false;
  for (const Wanted& wanted : wanted_) {
    const bool has =
        std::any_of(start.attributes.begin(), start.attributes.end(), [&](const HtmlAttribute& a) {
          if (a.name != wanted.attribute) return false;
          const std::string_view value =
              page.substr(a.begin, std::min(a.end - a.begin, kLongestSelected));
          if (wanted.value.empty()) return true;
          if (wanted.word) return has_word(value, wanted.value);
          return wanted.begins ? value.starts_with(wanted.value) : value == wanted.value;
        });
    if (!has) return false;
  }
  return true;
}

std::string_view Selector::needle() const {
  std::string_view longest = element_;
  for (const Wanted& wanted : wanted_)
    for (const std::string_view word :
         {std::string_view(wanted.attribute), std::string_view(wanted.value)})
      if (word.size() > longest.size() && word != "class" && word != "id") longest = word;
  return longest;
}

bool matches_any(const std::vector<Selector>& selectors, std::string_view page,
                 const HtmlToken& start) {
  return std::any_of(selectors.begin(), selectors.end(),
                     [&](const Selector& s) { return s.matches(page, start); });
}

std::string attribute_of(std::string_view page, const HtmlToken& start, std::string_view name) {
  for (const HtmlAttribute& a : start.attributes)
    if (a.name == name && a.end - a.begin <= kLongestSelected)
      return one_line(html_unescaped(page.substr(a.begin, a.end - a.begin)));
  return {};
}

const PostRules* post_rules_of(std::string_view page) {
  std::vector<PostCount> counts;
  for (const PostRules& kind : post_kinds()) {
    const bool possible = std::any_of(
        kind.post.begin(), kind.post.end(),
        [&](const Selector& selector) { return stands_twice(selector.needle(), page); });
    if (possible) counts.emplace_back(kind, page);
  }
  if (counts.empty()) return nullptr;
  HtmlTokens tokens(page);
  for (HtmlToken token; tokens.next(token);)
    if (token.kind == HtmlToken::start)
      for (PostCount& count : counts) count.start(token);
  for (const PostCount& count : counts)
    if (count.are_posts()) return count.kind();
  return nullptr;
}

}  // namespace byname
