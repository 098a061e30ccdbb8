#include "searcher/query.h"

namespace byname {
namespace {

std::string quoted(const std::string& value) {
  return value.find_first_of(" \t()") == std::string::npos ? value : '"' + value + '"';
}

// A word that would be an operator if it stood alone («.NOT») is shown folded.
const std::string& shown(const QueryWord& word) {
  const bool is_operator =
      word.typed == "OR" || word.typed == "AND" || word.typed == "NOT" || word.typed == "NEAR";
  return is_operator ? word.term : word.typed;
}

std::string words_to_string(const std::vector<QueryWord>& words) {
  std::string text;
  for (const QueryWord& word : words) {
    if (!text.empty()) text += word.tied ? '-' : ' ';
    text += shown(word);
    if (word.prefix) text += '*';
  }
  return text;
}

std::string joined(const std::vector<QueryNode>& clauses, const std::string& between) {
  std::string text;
  for (const QueryNode& clause : clauses) {
    if (!text.empty()) text += between;
    const bool compound =
        clause.kind == QueryNode::Kind::group ||
        (clause.kind == QueryNode::Kind::either && between != " OR " && clauses.size() > 1) ||
        (clause.kind == QueryNode::Kind::near && between != " ");
    // A phrase and a field are required anyway; the sign would only be noise.
    const bool always = clause.kind == QueryNode::Kind::phrase ||
                        clause.kind == QueryNode::Kind::field ||
                        clause.kind == QueryNode::Kind::near;
    if (clause.occur == Occur::excluded) text += '-';
    if (clause.occur == Occur::required && !always) text += '+';
    const bool bracket =
        compound || (clause.occur != Occur::loose &&
                     (clause.kind == QueryNode::Kind::either ||
                      (clause.kind == QueryNode::Kind::near && clause.occur == Occur::excluded)));
    text += bracket ? '(' + to_string(clause) + ')' : to_string(clause);
  }
  return text;
}

}  // namespace

std::string to_string(const QueryNode& node) {
  switch (node.kind) {
    case QueryNode::Kind::group:
      return joined(node.clauses, " ");
    case QueryNode::Kind::either:
      return joined(node.clauses, " OR ");
    case QueryNode::Kind::words:
      return words_to_string(node.words);
    case QueryNode::Kind::phrase:
      return '"' + words_to_string(node.words) + '"';
    case QueryNode::Kind::near:
      return joined(node.clauses, " NEAR/" + std::to_string(node.distance) + ' ');
    case QueryNode::Kind::field:
      return node.field + (node.exact ? ":=" : ":") + quoted(node.value);
    case QueryNode::Kind::everything:
      return "*";
  }
  return {};
}

}  // namespace byname
