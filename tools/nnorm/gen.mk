# Tables that programs of tools/nnorm/gen print during the build.
NNORM_DICT ?= /usr/share/dict/american-english

$(B)/gen/nnorm_tables $(B)/gen/nnorm_words: $(B)/gen/nnorm_%: \
    tools/nnorm/gen/%.c tools/nnorm/chartab.h $(B)/flags
	@mkdir -p $(@D)
	$(compile) -o $@ $< $(nr_ldlibs)

$(B)/gen/nnorm_tables.inc: $(B)/gen/nnorm_tables
	$< >$@

$(B)/gen/nnorm_words.inc: $(B)/gen/nnorm_words $(NNORM_DICT)
	$< <$(NNORM_DICT) >$@

$(B)/tools/nnorm/chartab.o: $(B)/gen/nnorm_tables.inc
$(B)/tools/nnorm/words.o: $(B)/gen/nnorm_words.inc
