# The words and shapes by which readers tell dates, bylines, furniture and posts become
# part of the program. What they say: indexer/rules/README.md.
foreach(table dates furniture outlets html entities)
  byname_embed(indexer_generated indexer_${table} ${PROJECT_SOURCE_DIR}/indexer/rules/${table}.tsv)
endforeach()

# The kinds of pages of many posts, one after the other: saved as text, and as HTML.
foreach(kind pages html_pages)
  file(GLOB page_rules CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/indexer/rules/${kind}/*.rules)
  set(all_page_rules "")
  foreach(file IN LISTS page_rules)
    file(READ ${file} rules)
    string(APPEND all_page_rules "${rules}\n")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  endforeach()
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/embedded/${kind}.rules CONTENT "${all_page_rules}" @ONLY)
  byname_embed(indexer_generated indexer_${kind} ${PROJECT_BINARY_DIR}/embedded/${kind}.rules)
endforeach()
