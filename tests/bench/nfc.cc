/* SPDX-License-Identifier: ISC */
/* ICU's NFC in memory: the file is read before the clock runs.  Prints MB a
 * second of CPU, the best of so many runs.   nfc FILE RUNS */
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

int
main(int argc, char **argv)
{
	UErrorCode e = U_ZERO_ERROR;
	const icu::Normalizer2 *n = icu::Normalizer2::getNFCInstance(e);
	std::string in, out;
	char buf[65536];
	double best = 0;
	FILE *f = argc == 3 ? fopen(argv[1], "rb") : NULL;

	if (f == NULL || U_FAILURE(e))
		return 2;
	for (size_t got; (got = fread(buf, 1, sizeof(buf), f)) > 0;)
		in.append(buf, got);
	for (int i = 0; i < atoi(argv[2]); i++) {
		out.clear();
		out.reserve(in.size() + 64);
		icu::StringByteSink<std::string> sink(&out);
		clock_t from = clock();
		n->normalizeUTF8(0, in, sink, nullptr, e);
		double mbs = in.size() / 1e6 /
		    (double(clock() - from) / CLOCKS_PER_SEC);
		if (mbs > best)
			best = mbs;
	}
	printf("%.0f -\n", best);
	return U_FAILURE(e) ? 1 : 0;
}
