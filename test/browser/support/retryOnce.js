// A tooltip or an animation of the editor can come in between: what fails twice is broken.
jest.retryTimes(1, { logErrorsBeforeRetry: true });
