import {
	bodyOf,
	isIdempotent,
	pathOf,
	pathSegment,
	requestOf,
} from '../../../../nodes/shared/client/route';

it('fills every brace of a path, each value as one segment', () => {
	expect(requestOf('GET /jobs/{jobId}/files/{name}', { jobId: 7, name: 'a b/ß?.jpg' })).toEqual({
		method: 'GET',
		url: '/jobs/7/files/a%20b%2F%C3%9F%3F.jpg',
	});
	expect(requestOf('POST /jobs')).toEqual({ method: 'POST', url: '/jobs' });
});

it.each([[''], ['.'], ['..'], ['\ud800'], [undefined as never]])(
	'refuses %j as a segment, and says which it is',
	(name) => {
		expect(() => requestOf('GET /jobs/{jobId}/files/{name}', { jobId: 7, name })).toThrow(
			'name cannot be part of an address',
		);
		if (name !== undefined) expect(pathSegment(name)).toBeUndefined();
	},
);

it.each([
	['...', '...'],
	['.a', '.a'],
	['a.', 'a.'],
	[' ', '%20'],
])('takes %j as the segment %j', (text, segment) => {
	expect(pathSegment(text)).toBe(segment);
});

it.each([
	['https://api.example.com/jobs/7?token=secret', '/jobs/7'],
	['HTTP://api.example.com:8080/jobs#secret', '/jobs'],
	['s+3://x/y', 's+3://x/y'],
	['https://api.example.com', ''],
	['/jobs/7?q=1#x', '/jobs/7'],
	['/jobs/?q=https://other.example.com/x', '/jobs/'],
	['/a://b/c', '/a://b/c'],
	['', ''],
])('the path of %j is %j', (address, path) => {
	expect(pathOf(address)).toBe(path);
});

it('sends a body with every POST and PUT, though it is empty, and otherwise only where there is one', () => {
	expect(bodyOf('POST', undefined)).toBe('{}');
	expect(bodyOf('PUT', undefined)).toBe('{}');
	expect(bodyOf('GET', undefined)).toBeUndefined();
	expect(bodyOf('DELETE', undefined)).toBeUndefined();
	expect(bodyOf('DELETE', [])).toBe('[]');
	expect(bodyOf('POST', 'text')).toBe('"text"');
	expect(bodyOf('PUT', { a: 1 })).toBe('{"a":1}');
});

it('knows which methods do the same when they are sent twice', () => {
	const methods = ['GET', 'HEAD', 'PUT', 'DELETE', 'POST', 'PATCH'];
	expect(methods.filter(isIdempotent)).toEqual(['GET', 'HEAD', 'PUT', 'DELETE']);
});
