import type { INodeProperties } from 'n8n-workflow';

/** "Return All" and "Limit", as every Get Many in n8n has them. */
export const returnAllOrLimit: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/** The binary field that a file goes out of. */
export const inputBinaryField: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	required: true,
	placeholder: 'e.g. data',
	hint: 'The name of the input field containing the file to upload',
};

/** The binary fields that files go out of; empty for all of the item, see `chosenFiles`. */
export const inputBinaryFields: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: '',
	placeholder: 'e.g. data',
	hint: 'Leave it empty to upload every file of the item. To upload some of them, enter the names of their input fields, separated by commas.',
};

/** Where the files to upload come from. */
export const fileSource = {
	displayName: 'File Source',
	name: 'fileSource',
	type: 'options',
	options: [
		{ name: 'Input Files', value: 'input', description: 'Files from a previous node' },
		{ name: 'URL', value: 'url', description: 'A file on the internet' },
	],
	default: 'input',
} satisfies INodeProperties;

/** The address of a file to upload. */
export const fileUrl = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. https://example.com/photos/shoe.jpg',
	description: 'Address of the file. It must open without a sign-in.',
	displayOptions: { show: { [fileSource.name]: ['url'] } },
} satisfies INodeProperties;

/** The input fields of an operation that takes a file from a URL as well. */
export const inputFieldsUnlessUrl = {
	...inputBinaryFields,
	displayOptions: { show: { [fileSource.name]: ['input'] } },
} satisfies INodeProperties;

/** The binary field that a file comes into. */
export const outputBinaryField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	required: true,
	placeholder: 'e.g. data',
	hint: 'The name of the output field to put the file in',
};

/** For credentials: whether files may go to and come from addresses that are not on the internet. */
export const allowPrivateStorage: INodeProperties = {
	displayName: 'Allow Private Storage',
	name: 'allowPrivateStorage',
	type: 'boolean',
	default: false,
	description:
		'Whether files may be kept at an address in your own network although the API is on the internet. Leave it off unless you host the storage yourself.',
};

/** The collections that fields are added to by choice, as they are called everywhere in n8n. */
export const collections = {
	additionalFields: {
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
	},
	filters: {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
	},
	options: {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
	},
	updateFields: {
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
	},
} satisfies Record<string, INodeProperties>;

/** Words that are added one by one. */
export const wordLists = {
	tags: {
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag' },
		default: [],
	},
	keywords: {
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Keyword' },
		default: [],
	},
} satisfies Record<string, Partial<INodeProperties>>;

/** Another name for a file; its description says which one it has by default. */
export const fileNameOption = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
} satisfies INodeProperties;

/** How long an operation waits for something that takes its time; its description says for what. */
export const timeLimitOption = {
	displayName: 'Time Limit (Minutes)',
	name: 'timeLimit',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 10,
} satisfies INodeProperties;

/** The options of a search. */
export const searchOptions: INodeProperties = {
	...collections.options,
	options: [
		{
			displayName: 'Include Total',
			name: 'includeTotal',
			type: 'boolean',
			default: true,
			description: 'Whether to add the total number of results to each result',
		},
	],
};
