/**
 * Where the vendors' documents leave open what a service does, and the ways it can be read. The sandbox behaves in
 * the first way of each point unless it is told otherwise; what a document does say is the same under all of them.
 */

/** One open point. */
interface Point {
	service: 'Bright River' | 'Skyfish';
	/** What the documents do not say. */
	question: string;
	/** The ways to read it, in words: the usual one first, the one that differs most last. */
	values: Readonly<Record<string, string>>;
}

export const points = {
	'upload-field': {
		service: 'Bright River',
		question: 'Which form field holds an uploaded photo?',
		values: {
			file: 'Any field is read',
			image: 'Only "image" is read; any other field is passed over in silence',
		},
	},
	'upload-listing': {
		service: 'Bright River',
		question: 'When does a job list an uploaded photo?',
		values: {
			'at-once': 'As soon as it is uploaded',
			'after-offer': 'Once an offer is requested',
		},
	},
	'exact-address': {
		service: 'Bright River',
		question: 'Which address gives an image as it is?',
		values: {
			both: 'real and downloadUrl',
			real: 'real; downloadUrl answers 404',
			'download-url': 'downloadUrl; real gives a copy that is encoded anew',
		},
	},
	'storage-redirects': {
		service: 'Bright River',
		question: 'Does the storage redirect?',
		values: {
			none: 'No',
			'same-host': 'To another path of the same host, uploads with 307',
			'other-host': 'To another host, uploads with 308',
		},
	},
	'storage-media-type': {
		service: 'Bright River',
		question: 'Which Content-Type does the storage give an image?',
		values: {
			image: 'That of the image',
			binary: 'application/octet-stream',
			html: 'text/html',
		},
	},
	'download-names': {
		service: 'Bright River',
		question: 'Does the storage name the file it sends?',
		values: {
			named: 'Yes, in Content-Disposition',
			none: 'No',
		},
	},
	'done-answer': {
		service: 'Bright River',
		question: 'What do Accept, Review and POST /reject answer?',
		values: {
			object: 'An object',
			empty: 'Nothing',
			'json-text': '"OK" as JSON',
			text: 'OK as plain text',
		},
	},
	'rejected-count': {
		service: 'Bright River',
		question: 'What does GET …/rejectedfilescount answer?',
		values: {
			object: 'An object with the number',
			number: 'The bare number',
		},
	},
	'reject-types': {
		service: 'Bright River',
		question: 'Which keys has a reject type?',
		values: {
			'id-name': 'id and name',
			'id-title': 'id and title',
			'type-id-description': 'rejectTypeId and description',
		},
	},
	'search-fields': {
		service: 'Bright River',
		question: 'What does GET /search/fields answer?',
		values: {
			'id-name': 'Objects with id and name',
			'field-id-title': 'Objects with fieldId and title',
			texts: 'Texts alone',
		},
	},
	'status-order': {
		service: 'Bright River',
		question: 'Where do ZIP and COMPLETED stand in the order of the statuses?',
		values: {
			'zip-first': 'The ZIP is made before the job is done',
			'zip-after-done': 'The ZIP is made after the job is done',
			'zip-last': 'The ZIP is made after the review, and the job is completed then',
		},
	},
	'time-carousel': {
		service: 'Bright River',
		question: 'When is a job in TIMECAROUSEL?',
		values: {
			never: 'Never',
			between: 'Between any two statuses that pass by themselves',
		},
	},
	'after-finished': {
		service: 'Bright River',
		question: 'What follows CJ_FINISHED?',
		values: {
			nothing: 'Nothing',
			archived: 'CJ_ARCHIVED, after a while',
			deleted: 'CJ_ARCHIVED, then CJ_DELETE',
		},
	},
	'results-listed': {
		service: 'Bright River',
		question: 'Which list shows all images that can be reviewed?',
		values: {
			files: 'GET …/files, but for extra images',
			'files-for-review': 'Only GET …/filesforreview',
		},
	},
	'empty-reviews': {
		service: 'Bright River',
		question: 'May a review name no file?',
		values: {
			accepted: 'Yes',
			refused: 'No: missing_parameter',
		},
	},
	'total-jobs': {
		service: 'Bright River',
		question: 'What does totalJobs say?',
		values: {
			right: 'How many jobs were found',
			missing: 'It is missing',
			'too-high': 'More than there are',
			'of-page': 'How many jobs this page has',
		},
	},
	'page-size': {
		service: 'Bright River',
		question: 'How many jobs has a page of the search?',
		values: {
			ten: '10, as in the example',
			three: '3',
		},
	},
	'encoded-plus': {
		service: 'Skyfish',
		question: 'Is %2B the separator +?',
		values: {
			separator: 'Yes',
			literal: 'No: it belongs to the value',
		},
	},
	'expiration-keys': {
		service: 'Skyfish',
		question: 'Which keys set an expiration date?',
		values: {
			any: 'expiration_date, or year and month',
			'year-month': 'expiration_year and expiration_month only',
		},
	},
	'empty-search': {
		service: 'Skyfish',
		question: 'What does a search without a criterion find?',
		values: {
			refused: 'Nothing: 400',
			all: 'All media',
		},
	},
	iptc: {
		service: 'Skyfish',
		question: 'What stands where a file has no IPTC data and no keywords?',
		values: {
			objects: 'An empty object, an empty list',
			null: 'null',
		},
	},
	'finish-address': {
		service: 'Skyfish',
		question: 'Where does the Location of an upload lead?',
		values: {
			api: 'To the API',
			redirects: 'To an address that redirects to the API',
			'other-host': 'To another host than the base URL',
		},
	},
	'created-status': {
		service: 'Skyfish',
		question: 'Which status answers what is created?',
		values: {
			created: '201',
			ok: '200',
		},
	},
	'recursive-false': {
		service: 'Skyfish',
		question: 'What does recursive=false mean?',
		values: {
			off: 'Without subfolders',
			on: 'With subfolders, as any value',
		},
	},
	lists: {
		service: 'Skyfish',
		question: 'How do lists come that no example shows?',
		values: {
			bare: 'As a list',
			'in-object': 'In an object',
		},
	},
	'special-permissions': {
		service: 'Skyfish',
		question: 'Has the account the permissions that Skyfish gives on request?',
		values: {
			granted: 'Yes',
			missing: 'No: 403',
		},
	},
} as const satisfies Record<string, Point>;

export type PointName = keyof typeof points;

/** The values that a point can have. */
export type ValueOf<Name extends PointName> = keyof (typeof points)[Name]['values'] & string;

/** The values of a point, the usual one first. */
export function valuesOf<Name extends PointName>(name: Name): ValueOf<Name>[] {
	return Object.keys(points[name].values) as ValueOf<Name>[];
}
