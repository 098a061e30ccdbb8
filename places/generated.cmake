# Data files that become part of the library.
byname_embed(places_generated gazetteer_places ${PROJECT_SOURCE_DIR}/corpus/gazetteer/places.tsv)
byname_embed(places_generated gazetteer_names ${PROJECT_SOURCE_DIR}/corpus/gazetteer/names.tsv)
byname_embed(places_generated sound_graphemes ${PROJECT_SOURCE_DIR}/places/romanisation/graphemes.tsv)
byname_embed(places_generated sound_confusions ${PROJECT_SOURCE_DIR}/places/romanisation/confusions.tsv)
