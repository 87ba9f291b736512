// The libraries in one place, so that no other module knows where they lie.
import {createContext, h, render} from './vendor/preact.js';
import {
  useCallback, useContext, useEffect, useErrorBoundary, useLayoutEffect, useMemo, useRef, useState,
} from './vendor/hooks.js';
import htm from './vendor/htm.js';

const html = htm.bind(h);

export {
  createContext, html, render,
  useCallback, useContext, useEffect, useErrorBoundary, useLayoutEffect, useMemo, useRef, useState,
};
