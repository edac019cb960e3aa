import { setSafeRegexEngine } from 'n8n-workflow';

/**
 * n8n gives a regular expression 250 ms by the clock, and fails the node then. Of many thousand runs on a busy machine
 * some would be told so, which is none of the faults that are tried here.
 */
export function waitForRegex(): void {
	const global = (flags = '') => (flags.includes('g') ? flags : `${flags}g`);
	setSafeRegexEngine({
		exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
		test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
		replace: (pattern, input, flags, replacement) =>
			input.replace(new RegExp(pattern, flags), replacement),
		matchAll: (pattern, input, flags) => [...input.matchAll(new RegExp(pattern, global(flags)))],
		split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
	});
}
