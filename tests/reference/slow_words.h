// The word lists of places/common_words/ and text/function_words.tsv, read again:
// one set a list, folded by the slow scanner. What each list is for says
// places/word_lists.h.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace byname::test {

class SlowWords {
 public:
  static const SlowWords& all();

  bool is_common(const std::string& term, std::string_view lang) const;
  // Common, but only when written small.
  bool is_small(const std::string& term, std::string_view lang) const;
  bool is_function_word(const std::string& term, std::string_view lang) const;
  // Whether the word stands under this heading of roles.txt: "given".
  bool has_role(const std::string& term, std::string_view role) const;
  bool has_any_role(const std::string& term) const;
  bool is_tag_word(const std::string& term) const { return tags_.contains(term); }
  bool is_phrase(const std::string& key) const { return phrases_.contains(key); }

  // For whoever glues texts.
  const std::set<std::string>& phrases() const { return phrases_; }
  const std::map<std::string, std::set<std::string>, std::less<>>& roles() const { return roles_; }
  const std::map<std::string, std::set<std::string>, std::less<>>& common() const {
    return common_;
  }
  const std::set<std::string>& tags() const { return tags_; }

 private:
  SlowWords();

  std::map<std::string, std::set<std::string>, std::less<>> common_{};    // by language
  std::map<std::string, std::set<std::string>, std::less<>> small_{};     // by language
  std::map<std::string, std::set<std::string>, std::less<>> function_{};  // by language
  std::map<std::string, std::set<std::string>, std::less<>> roles_{};     // by heading
  std::set<std::string> tags_{};
  std::set<std::string> phrases_{};
};

// All of a file of the project, by its path in it.
std::string project_file(const std::string& path);

}  // namespace byname::test
