/**
 * What the vendors' documents leave open, the ways a service can be found to behave, and what that means for whoever
 * uses the nodes. Written for this check alone: it reads the documents for itself.
 */

/** One open point, by the name that the sandbox gives it too. */
export interface Point {
	service: 'bright-river' | 'skyfish';
	question: string;
	/** The readings, in words. */
	readings: Readonly<Record<string, string>>;
	/** What to set in the node where that reading is found; where nothing stands, nothing is to be set. */
	toSet?: Readonly<Record<string, string>>;
	/** How to see what was not seen. */
	howToSee: string;
}

const withFiles = 'Have at least one job with photos in it, and run the check again';
const write = 'Run the check with --write';
const follow =
	'Run the check with --follow JOB_ID while a job is being edited, until it is finished';
const review = 'Run the check with --write --review JOB_ID, with a job that is done';

export const points = {
	'upload-field': {
		service: 'bright-river',
		question: 'Which form field holds an uploaded photo?',
		readings: { file: 'A photo in the field "file" is kept', image: 'Only "image" is read' },
		toSet: { image: 'Set the option Upload Field to "image" in File > Upload' },
		howToSee: write,
	},
	'upload-listing': {
		service: 'bright-river',
		question: 'When does a job list an uploaded photo?',
		readings: {
			'at-once': 'As soon as it is uploaded',
			'after-offer': 'Once an offer is requested',
		},
		howToSee: write,
	},
	'exact-address': {
		service: 'bright-river',
		question: 'Which address gives an image as it is?',
		readings: {
			both: 'real and downloadUrl alike',
			real: 'real; downloadUrl does not give it',
			'download-url': 'downloadUrl; real gives something else',
		},
		howToSee: withFiles,
	},
	'storage-redirects': {
		service: 'bright-river',
		question: 'Does the storage redirect?',
		readings: {
			none: 'No',
			'same-host': 'Yes, to the same host',
			'other-host': 'Yes, to another host',
		},
		howToSee: withFiles,
	},
	'storage-media-type': {
		service: 'bright-river',
		question: 'Which Content-Type does the storage give an image?',
		readings: {
			image: 'That of an image',
			binary: 'application/octet-stream',
			html: 'text/html',
		},
		howToSee: withFiles,
	},
	'download-names': {
		service: 'bright-river',
		question: 'Does the storage name the file it sends?',
		readings: { named: 'Yes, in Content-Disposition', none: 'No' },
		howToSee: withFiles,
	},
	'done-answer': {
		service: 'bright-river',
		question: 'What do Accept, Review and POST /reject answer?',
		readings: {
			object: 'An object',
			empty: 'Nothing',
			'json-text': 'A text, as JSON',
			text: 'Plain text',
		},
		howToSee: review,
	},
	'rejected-count': {
		service: 'bright-river',
		question: 'What does GET …/rejectedfilescount answer?',
		readings: { object: 'An object with the number', number: 'The bare number' },
		howToSee: 'Have at least one job, and run the check again',
	},
	'reject-types': {
		service: 'bright-river',
		question: 'Which keys has a reject type?',
		readings: {
			'id-name': 'id and name',
			'id-title': 'id and title',
			'type-id-description': 'rejectTypeId and description',
		},
		howToSee: 'Your account has no reject types: ask Bright River for them',
	},
	'search-fields': {
		service: 'bright-river',
		question: 'What does GET /search/fields answer?',
		readings: {
			'id-name': 'Objects with id and name',
			'field-id-title': 'Objects with fieldId and title',
			texts: 'Texts alone',
		},
		howToSee: 'Run the check again: the list of fields was empty',
	},
	'status-order': {
		service: 'bright-river',
		question: 'Where do ZIP and COMPLETED stand in the order of the statuses?',
		readings: {
			'zip-first': 'The ZIP is made before the job is done',
			'zip-after-done': 'The ZIP is made after the job is done',
			'zip-last': 'The ZIP is made after the review',
		},
		howToSee: follow,
	},
	'time-carousel': {
		service: 'bright-river',
		question: 'When is a job in TIMECAROUSEL?',
		readings: { never: 'Never, while a job was followed', between: 'Between two other statuses' },
		howToSee: follow,
	},
	'after-finished': {
		service: 'bright-river',
		question: 'What follows CJ_FINISHED?',
		readings: {
			nothing: 'Nothing, while a job was followed',
			archived: 'CJ_ARCHIVED',
			deleted: 'CJ_ARCHIVED, then CJ_DELETE',
		},
		howToSee: 'Run the check with --follow JOB_ID, with a job that is finished',
	},
	'results-listed': {
		service: 'bright-river',
		question: 'Which list shows all images that can be reviewed?',
		readings: {
			files: 'GET …/files shows edited images',
			'files-for-review': 'Only GET …/filesforreview shows them',
		},
		howToSee: 'Have at least one job with edited photos, and run the check again',
	},
	'empty-reviews': {
		service: 'bright-river',
		question: 'May a review name no file?',
		readings: { accepted: 'Yes', refused: 'No' },
		toSet: { refused: 'In Review File, name the files in the field for the reviews' },
		howToSee: review,
	},
	'total-jobs': {
		service: 'bright-river',
		question: 'What does totalJobs say?',
		readings: {
			right: 'How many jobs were found',
			missing: 'It is missing',
			'too-high': 'More than there are',
			'of-page': 'How many jobs this page has',
		},
		howToSee: 'Have more jobs than one page of the search shows',
	},
	'page-size': {
		service: 'bright-river',
		question: 'How many jobs has a page of the search?',
		readings: { ten: '10, as in the example', three: '3', other: 'Another number' },
		howToSee: 'Have more jobs than one page of the search shows',
	},
	'encoded-plus': {
		service: 'skyfish',
		question: 'Is %2B the separator +?',
		readings: { separator: 'Yes', literal: 'No: it belongs to the value' },
		howToSee: 'Have at least one picture, and run the check again',
	},
	'expiration-keys': {
		service: 'skyfish',
		question: 'Which keys set an expiration date?',
		readings: {
			any: 'expiration_date is read',
			'year-month': 'expiration_year and expiration_month only',
		},
		toSet: {
			'year-month': 'In Set Expiration Date, choose year and month in Expire By',
		},
		howToSee: write,
	},
	'empty-search': {
		service: 'skyfish',
		question: 'What does a search without a criterion find?',
		readings: { refused: 'Nothing: it is refused', all: 'All media' },
		toSet: { refused: 'In Search, always give a text, a folder or an id' },
		howToSee: 'Run the check again',
	},
	iptc: {
		service: 'skyfish',
		question: 'What stands where a file has no IPTC data and no keywords?',
		readings: { objects: 'An empty object, an empty list', null: 'null' },
		howToSee: `Have a picture without IPTC data, or: ${write}`,
	},
	'finish-address': {
		service: 'skyfish',
		question: 'Where does the Location of an upload lead?',
		readings: {
			api: 'To the API',
			redirects: 'To an address that redirects to the API',
			'other-host': 'To another host than the base URL',
		},
		howToSee: write,
	},
	'created-status': {
		service: 'skyfish',
		question: 'Which status answers what is created?',
		readings: { created: '201', ok: '200' },
		howToSee: write,
	},
	'recursive-false': {
		service: 'skyfish',
		question: 'What does recursive=false mean?',
		readings: { off: 'Without subfolders', on: 'With subfolders, as any value' },
		howToSee: `Have a picture in a folder that is in another folder, or: ${write}`,
	},
	lists: {
		service: 'skyfish',
		question: 'How do lists come that no example shows?',
		readings: { bare: 'As a list', 'in-object': 'In an object' },
		howToSee: 'Run the check as a user who may see the company’s folders',
	},
	'special-permissions': {
		service: 'skyfish',
		question: 'Has the account the permissions that Skyfish gives on request?',
		readings: { granted: 'Yes', missing: 'No' },
		toSet: {
			missing:
				'Nothing in a node: Sign Up, Request Password Reset and Search Colourbox Downloads need a permission from Skyfish',
		},
		howToSee: 'Run the check again',
	},
} as const satisfies Record<string, Point>;

export type PointName = keyof typeof points;

/** The readings that a point can be found to have. */
export type ReadingOf<Name extends PointName> = keyof (typeof points)[Name]['readings'] & string;
