import { Progress } from '../../../../nodes/shared/files/progress';

function progressOver(files: number) {
	const lines: string[] = [];
	return { lines, progress: new Progress(files, (line) => lines.push(line)) };
}

it('tells at most twenty times, and at the end that all are done', () => {
	const { lines, progress } = progressOver(200);
	for (let item = 0; item < 200; item++) {
		for (let piece = 0; piece < 5; piece++) progress.moved(item, 1e6, 5e6);
		progress.fileDone(item);
	}
	expect(lines).toHaveLength(20);
	expect(lines[0]).toBe('10 of 200 files, 50.0 MB');
	expect(lines.at(-1)).toBe('200 of 200 files, 1000.0 MB');
});

it('tells of one large file on its way, and of a small one nothing', () => {
	const large = progressOver(1);
	for (let piece = 0; piece < 500; piece++) large.progress.moved(0, 1e6, 500e6);
	large.progress.fileDone(0);
	expect(large.lines).toHaveLength(19);
	expect(large.lines[9]).toBe('0 of 1 files, 250.0 MB');

	const small = progressOver(1);
	small.progress.moved(0, 1e6, 1e6);
	small.progress.fileDone(0);
	expect(small.lines).toEqual([]);
});

it('does not run past the end where a file is sent again or its size is not known', () => {
	const { lines, progress } = progressOver(2);
	for (let piece = 0; piece < 30; piece++) progress.moved(0, 1e6, 10e6);
	for (let piece = 0; piece < 30; piece++) progress.moved(1, 1e6, 0);
	expect(lines.at(-1)).toBe('0 of 2 files, 9.0 MB');
	progress.fileDone(0);
	progress.fileDone(1);
	expect(lines.at(-1)).toBe('2 of 2 files, 60.0 MB');
});

it('tells of a single file from 50 MB on', () => {
	const [at, below] = [progressOver(1), progressOver(1)];
	at.progress.moved(0, 5e6, 50e6);
	below.progress.moved(0, 5e6, 49.9e6);
	expect(at.lines).toEqual(['0 of 1 files, 5.0 MB']);
	expect(below.lines).toEqual([]);
});

it('tells of a single large file on its way, but not again that it is done', () => {
	const { lines, progress } = progressOver(1);
	progress.moved(0, 60e6, 60e6);
	progress.fileDone(0);
	expect(lines).toEqual(['0 of 1 files, 60.0 MB']);
});

it('adds up what is under way of several files', () => {
	const { lines, progress } = progressOver(4);
	progress.moved(0, 1e6, 2e6);
	progress.moved(1, 1e6, 2e6);
	progress.moved(0, 0, 2e6);
	expect(lines).toEqual(['0 of 4 files, 1.0 MB', '0 of 4 files, 2.0 MB']);
	progress.fileDone(0);
	expect(lines.at(-1)).toBe('1 of 4 files, 2.0 MB');
});

it('makes no step of fractions that do not quite add up', () => {
	const { lines, progress } = progressOver(2);
	for (let piece = 0; piece < 10; piece++) progress.moved(0, 1, 100);
	expect(lines).toEqual(['0 of 2 files, 0.0 MB']);
});
