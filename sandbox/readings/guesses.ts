/**
 * What no document describes and the sandbox must answer all the same. Where the nodes depend on it, it is a point
 * that can be read in several ways; the rest is here, so that nobody takes it for the service's own word.
 */
export interface Guess {
	service: 'Bright River' | 'Skyfish';
	/** The file that holds it, below `sandbox/`; a comment there begins with "Guess:". */
	file: string;
	/** In a person's words. */
	what: string;
}

export const guesses: readonly Guess[] = [
	{
		service: 'Bright River',
		file: 'brightRiver/errors.ts',
		what: 'What the bodies of 401, 403, 404, 406, 410, 411, 415 and 500 hold',
	},
	{
		service: 'Bright River',
		file: 'brightRiver/errors.ts',
		what: 'That a wrong status is a bare 400 for every call, as the document has it for Cancel',
	},
	{
		service: 'Bright River',
		file: 'brightRiver/domain/statuses.ts',
		what: 'In which statuses each call is possible, but for Cancel',
	},
	{
		service: 'Bright River',
		file: 'brightRiver/storage/uploadRoutes.ts',
		what: 'What the storage answers to an upload, and how it refuses one',
	},
	{
		service: 'Bright River',
		file: 'brightRiver/api/reviewRoutes.ts',
		what: 'Which body POST /reject wants',
	},
	{
		service: 'Bright River',
		file: 'brightRiver/domain/reviews.ts',
		what: 'The numbers and names of the reject types, but for 6',
	},
	{
		service: 'Bright River',
		file: 'brightRiver/domain/searchIndex.ts',
		what: 'The names of the search fields, but for Global, and how words are matched',
	},
	{
		service: 'Bright River',
		file: 'brightRiver/domain/prices.ts',
		what: 'Prices',
	},
	{
		service: 'Skyfish',
		file: 'skyfish/api/errors.ts',
		what: 'The words of refusals, and that a 400 has any',
	},
	{
		service: 'Skyfish',
		file: 'skyfish/api/resources.ts',
		what: 'That a media item cannot be changed while it is imported (409)',
	},
	{
		service: 'Skyfish',
		file: 'skyfish/api/answers.ts',
		what: 'The names of lists that come in an object',
	},
	{
		service: 'Skyfish',
		file: 'skyfish/api/answers.ts',
		what: 'Where a folder says its cover photo, beside the list',
	},
	{
		service: 'Skyfish',
		file: 'skyfish/api/folderRoutes.ts',
		what: 'How a cover photo is set',
	},
	{
		service: 'Skyfish',
		file: 'skyfish/api/searchAnswer.ts',
		what: 'How media_id differs from unique_media_id',
	},
	{
		service: 'Skyfish',
		file: 'skyfish/api/searchAnswer.ts',
		what: 'What cdn_urls holds: here nothing',
	},
	{
		service: 'Skyfish',
		file: 'skyfish/api/uploadRoutes.ts',
		what: 'That the media_id of an upload is the number that /media takes',
	},
	{
		service: 'Skyfish',
		file: 'skyfish/api/streamRoutes.ts',
		what: 'Which streams are refused, and how',
	},
	{
		service: 'Skyfish',
		file: 'skyfish/api/cdnRoutes.ts',
		what: 'Which folder has links',
	},
	{
		service: 'Skyfish',
		file: 'skyfish/api/cdnRoutes.ts',
		what: 'What becomes of a file whose link leads to another one',
	},
];
