/* Data files linked into the library as they are. CMake passes the paths. */
    .section .rodata
    .balign 16
    .global cxtext_lexicon_begin
    .hidden cxtext_lexicon_begin
    .global cxtext_lexicon_end
    .hidden cxtext_lexicon_end
cxtext_lexicon_begin:
    .incbin CXTEXT_LEXICON_FILE
cxtext_lexicon_end:

    .balign 16
    .global cxtext_language_model_begin
    .hidden cxtext_language_model_begin
    .global cxtext_language_model_end
    .hidden cxtext_language_model_end
cxtext_language_model_begin:
    .incbin CXTEXT_LANGUAGE_MODEL_FILE
cxtext_language_model_end:

    .balign 16
    .global cxtext_sentiment_model_begin
    .hidden cxtext_sentiment_model_begin
    .global cxtext_sentiment_model_end
    .hidden cxtext_sentiment_model_end
cxtext_sentiment_model_begin:
    .incbin CXTEXT_SENTIMENT_MODEL_FILE
cxtext_sentiment_model_end:

    .balign 16
    .global cxtext_lexicon_sources_begin
    .hidden cxtext_lexicon_sources_begin
    .global cxtext_lexicon_sources_end
    .hidden cxtext_lexicon_sources_end
cxtext_lexicon_sources_begin:
    .incbin CXTEXT_LEXICON_SOURCES_FILE
cxtext_lexicon_sources_end:

    .section .note.GNU-stack,"",%progbits
